using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TradingAgents.Core;

namespace TradingAgents.Http.OpenApi;

/// <summary>Says of the contract's own JSON types what their converters hide.</summary>
internal sealed class ContractSchemas : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var nullable = type != context.JsonTypeInfo.Type ? JsonSchemaType.Null : 0;
        if (type == typeof(TaskId) || type == typeof(NodeId))
        {
            schema.Type = JsonSchemaType.String | nullable;
            schema.MaxLength = 64;
        }
        else if (type == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String | nullable;
            schema.Format = "date-time";
        }

        else if (context.JsonTypeInfo.ElementType == typeof(TaskId))
        {
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 64 };
        }
        else if (type == typeof(JsonElement))
        {
            schema.Type = JsonSchemaType.Object | nullable;
        }

        return Task.CompletedTask;
    }
}
