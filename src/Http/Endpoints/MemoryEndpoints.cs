using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAgents.Abstractions;
using TradingAgents.Http.Requests;

namespace TradingAgents.Http.Endpoints;

/// <summary><c>/api/v1/memory</c>.</summary>
internal static class MemoryEndpoints
{
    private const int DefaultResults = 3;
    private const int MaxIdLength = 128;

    public static void Map(IEndpointRouteBuilder api)
    {
        var memory = api.MapGroup("/memory").WithTags("Shared services");

        memory.MapPost("/add", AddAsync)
            .Describe("addMemory", "Add documents to a collection", "Makes the collection where there is none, and replaces documents whose id exists. Answered once they are durable.")
            .Takes<MemoryAddBody>().Answers<MemoryAddAnswer>(StatusCodes.Status201Created).Refuses(ErrorCodes.StorageUnavailable);

        memory.MapPost("/search", SearchAsync)
            .Describe("searchMemory", "The documents that match best, best first")
            .Takes<MemorySearchBody>().Answers<MemorySearchAnswer>().Refuses(ErrorCodes.UnknownCollection);
    }

    private static async Task<IResult> AddAsync(HttpContext http, IMemory memory, HttpFacadeOptions options, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync<MemoryAddBody>(http, options.MaxBodyBytes, cancellationToken);
        CheckDocuments(body.Documents);
        var documents = body.Documents.Select(document => new MemoryDocument(document.Id, document.Text, document.Metadata)).ToArray();
        var ids = await memory.AddAsync(body.CollectionName, documents, cancellationToken);
        return Reply.Json(new MemoryAddAnswer(ids), StatusCodes.Status201Created);
    }

    private static async Task<IResult> SearchAsync(HttpContext http, IMemory memory, HttpFacadeOptions options, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync<MemorySearchBody>(http, options.MaxBodyBytes, cancellationToken);
        if (string.IsNullOrWhiteSpace(body.Query)) throw RequestRules.Invalid("query", "Must not be empty.");
        var results = await memory.SearchAsync(body.CollectionName, body.Query, body.NResults ?? DefaultResults, cancellationToken);
        return Reply.Json(new MemorySearchAnswer(results));
    }

    private static void CheckDocuments(IReadOnlyList<MemoryDocumentBody> documents)
    {
        var errors = new FieldErrors();
        for (var i = 0; i < documents.Count; i++)
        {
            if (documents[i].Id is { Length: 0 or > MaxIdLength }) errors.Add($"documents[{i}].id", $"Must have 1 to {MaxIdLength} characters, or be left out.");
            if (string.IsNullOrWhiteSpace(documents[i].Text)) errors.Add($"documents[{i}].text", "Must not be empty.");
            if (documents[i].Metadata is { ValueKind: not JsonValueKind.Object }) errors.Add($"documents[{i}].metadata", "Must be a JSON object.");
        }

        errors.ThrowIfAny();
    }
}
