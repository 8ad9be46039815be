using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TradingAgents.Abstractions;

namespace TradingAgents.Http.Requests;

/// <summary>Reads a body up to a limit, however its length is announced.</summary>
internal static class BoundedBody
{
    /// <summary>How much of a body that is too large is thrown away after the refusal.</summary>
    private const int MaxDiscardedBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan MaxDiscardTime = TimeSpan.FromSeconds(2);

    /// <summary>The whole body.</summary>
    /// <exception cref="EngineException">body_too_large; it is thrown as soon as that is known.</exception>
    /// <exception cref="BadHttpRequestException">The body is not sent as HTTP wants it, or breaks off.</exception>
    public static async Task<byte[]> ReadAsync(HttpContext http, int maxBytes, CancellationToken cancellationToken)
    {
        // The server's own limit would cut the connection before a client that is still sending has read the refusal.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        if (http.Request.ContentLength > maxBytes) throw TooLarge(http, maxBytes);

        var body = new ArrayBufferWriter<byte>((int)(http.Request.ContentLength ?? 0) + 1);
        while (true)
        {
            var memory = body.GetMemory(1);
            var read = await ReadSomeAsync(http, memory, cancellationToken);
            if (read == 0) return body.WrittenSpan.ToArray();
            body.Advance(read);
            if (body.WrittenCount > maxBytes) throw TooLarge(http, maxBytes);
        }
    }

    private static async ValueTask<int> ReadSomeAsync(HttpContext http, Memory<byte> memory, CancellationToken cancellationToken)
    {
        try
        {
            return await http.Request.Body.ReadAsync(memory, cancellationToken);
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            // Such as a chunk longer than the server can count: its own exception would pass for a fault of the server.
            throw new BadHttpRequestException(broken.Message, StatusCodes.Status400BadRequest, broken);
        }
    }

    private static EngineException TooLarge(HttpContext http, int maxBytes)
    {
        http.Response.OnStarting(() =>
        {
            http.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
        http.Items[typeof(BoundedBody)] = true;
        return new EngineException(ErrorCodes.BodyTooLarge, $"At most {maxBytes} bytes are taken.");
    }

    /// <summary>
    /// Once the answer is out, goes on taking a bounded part of a body that was refused: closing a connection with bytes unread
    /// resets it, and the client may never see the answer.
    /// </summary>
    public static async Task LingerAsync(HttpContext http, Func<Task> next)
    {
        await next();
        if (!http.Items.ContainsKey(typeof(BoundedBody))) return;
        await http.Response.CompleteAsync();
        if (http.Request.Headers.Expect.Count > 0) return; // It waits for a go-ahead and sends nothing.

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        deadline.CancelAfter(MaxDiscardTime);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (long discarded = 0; discarded < MaxDiscardedBytes;)
            {
                var read = await http.Request.Body.ReadAsync(buffer, deadline.Token);
                if (read == 0) break;
                discarded += read;
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The client left, or had its time.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
