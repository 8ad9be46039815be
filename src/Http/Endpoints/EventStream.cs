using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TradingAgents.Abstractions;
using TradingAgents.Core;

namespace TradingAgents.Http.Endpoints;

/// <summary>A task's events as <c>text/event-stream</c>. The framework's result writes no comments, and a stream without any is cut by proxies.</summary>
internal sealed class EventStream(TaskId taskId, long afterEventId) : IResult
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);
    private static readonly byte[] Comment = ": \n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no";

        // A stream must not hold up the server's stop, yet what has happened is still told; the client resumes it at the next start.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted);
        using var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => end.CancelAfter(LastWords));
        using var heartbeat = new PeriodicTimer(
            services.GetRequiredService<HttpFacadeOptions>().SseHeartbeat, services.GetRequiredService<TimeProvider>());
        try
        {
            await response.Body.FlushAsync(end.Token);
            await WriteAsync(response, services.GetRequiredService<IAnalysisEngine>(), heartbeat, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client left or the server stops: the end of a stream, not an error.
        }
    }

    private async Task WriteAsync(HttpResponse response, IAnalysisEngine engine, PeriodicTimer heartbeat, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var events = engine.WatchAsync(taskId, afterEventId, stop.Token).GetAsyncEnumerator(stop.Token);
        var next = events.MoveNextAsync().AsTask();
        try
        {
            var tick = heartbeat.WaitForNextTickAsync(stop.Token).AsTask();
            while (true)
            {
                if (await Task.WhenAny(next, tick) == tick)
                {
                    await tick;
                    await response.Body.WriteAsync(Comment, stop.Token);
                    await response.Body.FlushAsync(stop.Token);
                    tick = heartbeat.WaitForNextTickAsync(stop.Token).AsTask();
                    continue;
                }

                if (!await next) return;
                await response.Body.WriteAsync(Format(events.Current), stop.Token);
                next = events.MoveNextAsync().AsTask();
                if (!next.IsCompleted) await response.Body.FlushAsync(stop.Token);
            }
        }
        finally
        {
            await stop.CancelAsync();
            // An enumerator must not be disposed of while it is moving.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private byte[] Format(TaskEvent taskEvent)
    {
        var data = JsonObject.Create(taskEvent.Data) ?? [];
        data["task_id"] = taskId.Value;
        data["at"] = ContractJson.FormatTime(taskEvent.At);
        var id = taskEvent.Id.ToString(CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes($"id: {id}\nevent: {ContractJson.NameOf(taskEvent.Kind)}\ndata: {data.ToJsonString(ContractJson.Options)}\n\n");
    }
}
