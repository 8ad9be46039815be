using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TradingAgents.Http.Access;

namespace TradingAgents.Http.OpenApi;

/// <summary>The document's head: what the API is, and how a caller shows its key.</summary>
internal sealed class ContractDocument : IOpenApiDocumentTransformer
{
    private const string BearerScheme = "bearer";
    private const string HeaderScheme = "apiKey";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "TradingAgents",
            Version = "v1",
            Description = "Stock analyses under strict concurrency. Times are RFC 3339 UTC; durations are seconds. Unknown and repeated fields and parameters are refused. " +
                "Every refusal is application/problem+json with a machine-readable code. On loopback without configured keys all calls are open.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [BearerScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            [HeaderScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = ApiKeyHandler.KeyHeader },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerScheme, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(HeaderScheme, document)] = [] },
        ];
        return Task.CompletedTask;
    }
}
