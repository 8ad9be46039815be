using System.Xml.Linq;

namespace TradingAgents.Reporting.Html;

/// <summary>Short notation for elements; the XML writer encodes every text and attribute.</summary>
internal static class Element
{
    /// <summary>An element from <c>name.class.class</c>.</summary>
    public static XElement El(string selector, params object?[] content)
    {
        var parts = selector.Split('.', 2);
        var element = new XElement(parts[0]);
        if (parts.Length == 2) element.SetAttributeValue("class", parts[1].Replace('.', ' '));
        element.Add(content);
        return element;
    }

    public static XAttribute Attr(string name, object value) => new(name, value);
}
