using System.Text;

namespace TradingAgents.EndToEnd.Security;

/// <summary>One request, before it is sent.</summary>
internal sealed record FuzzRequest(string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body, string ContentType)
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public HttpRequestMessage ToMessage(Uri server)
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(server.GetLeftPart(UriPartial.Authority) + Target, AsWritten));
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        foreach (var (name, value) in Headers) message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    /// <summary>For a failure's message: enough to send it again by hand.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Method} {Target}\n");
        foreach (var (name, value) in Headers) text.Append(name).Append(": ").AppendLine(value);
        if (Body is not null) text.AppendLine(ContentType).AppendLine(Encoding.UTF8.GetString(Body)).Append("(base64 ").Append(Convert.ToBase64String(Body)).Append(')');
        return text.ToString();
    }
}
