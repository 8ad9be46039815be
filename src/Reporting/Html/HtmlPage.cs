using System.Xml.Linq;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>
/// A self-contained page: no script, nothing fetched, its own content security policy. It is HTML and well-formed XML at once,
/// so that no text, however hostile, can open or close an element.
/// </summary>
internal static class HtmlPage
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    private static readonly string Style = ReadStyle("report.css");

    /// <summary>Elements that HTML, or SVG within it, lets close themselves; any other must not be written as <c>&lt;x /&gt;</c>.</summary>
    private static readonly HashSet<string> VoidElements = ["meta", "link", "path", "rect"];

    public static string Write(string languageTag, string title, params object?[] body) => WriteStyled(languageTag, title, "", body);

    /// <summary>The same with rules of its own after those of every report; see <see cref="ReadStyle"/>.</summary>
    public static string WriteStyled(string languageTag, string title, string moreStyle, params object?[] body)
    {
        var page = El(
            "html",
            Attr("lang", languageTag),
            El(
                "head",
                El("meta", Attr("charset", "utf-8")),
                El("meta", Attr("http-equiv", "Content-Security-Policy"), Attr("content", Policy)),
                El("meta", Attr("name", "viewport"), Attr("content", "width=device-width, initial-scale=1")),
                El("meta", Attr("name", "color-scheme"), Attr("content", "light dark")),
                El("meta", Attr("name", "referrer"), Attr("content", "no-referrer")),
                El("link", Attr("rel", "icon"), Attr("href", "data:,")),
                El("title", title),
                El("style", Style + moreStyle)),
            El("body", El("main", body)));
        MakeSafe(page);
        return "<!DOCTYPE html>\n" + page.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>A style sheet that is embedded in this assembly.</summary>
    public static string ReadStyle(string name)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException("The style sheet is not embedded in this assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void MakeSafe(XElement page)
    {
        foreach (var element in page.DescendantsAndSelf())
        {
            foreach (var attribute in element.Attributes()) attribute.Value = PlainText.Clean(attribute.Value);
            foreach (var text in element.Nodes().OfType<XText>()) text.Value = PlainText.Clean(text.Value);
            if (element.IsEmpty && !VoidElements.Contains(element.Name.LocalName)) element.Value = "";
        }
    }
}
