using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TradingAgents.Abstractions;
using TradingAgents.Http.Endpoints;
using TradingAgents.Http.Problems;
using TradingAgents.Http.Requests;

namespace TradingAgents.Http.OpenApi;

/// <summary>Documents what an endpoint declares: parameters, headers, problems with their codes, and who may call.</summary>
internal sealed class ContractOperations : IOpenApiOperationTransformer
{
    private const string ProblemSchema = "Problem";

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        AddParameters(operation, metadata);
        AddSuccessHeaders(operation, metadata);

        var open = metadata.OfType<IAllowAnonymous>().Any();
        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancellationToken);
        context.Document!.AddComponent(ProblemSchema, schema);
        AddProblems(operation, metadata, open, new OpenApiSchemaReference(ProblemSchema, context.Document));
        if (open) operation.Security = [];
    }

    private static void AddParameters(OpenApiOperation operation, IList<object> metadata)
    {
        operation.Parameters ??= [];
        foreach (var parameter in metadata.OfType<QueryParameter>())
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Required = parameter.Required,
                Description = parameter.Description,
                Schema = SchemaOf(parameter),
            });
        }

        foreach (var header in metadata.OfType<RequestHeader>())
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = header.Name,
                In = ParameterLocation.Header,
                Description = header.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
    }

    private static OpenApiSchema SchemaOf(QueryParameter parameter)
    {
        if (parameter.Range is var (min, max))
        {
            return new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = min.ToString(CultureInfo.InvariantCulture),
                Maximum = max.ToString(CultureInfo.InvariantCulture),
                Default = parameter.Default is { } number ? JsonNode.Parse(number) : null,
            };
        }

        return new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = parameter.Values?.Select(value => (JsonNode)value).ToList(),
            Default = parameter.Default is { } text ? JsonValue.Create(text) : null,
        };
    }

    private static void AddSuccessHeaders(OpenApiOperation operation, IList<object> metadata)
    {
        foreach (var header in metadata.OfType<SuccessHeader>())
        {
            foreach (var response in operation.Responses!.Where(entry => entry.Key.StartsWith('2')).Select(entry => entry.Value).OfType<OpenApiResponse>())
            {
                response.Headers ??= new Dictionary<string, IOpenApiHeader>();
                response.Headers[header.Name] = new OpenApiHeader { Description = header.Description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
            }
        }
    }

    private static void AddProblems(OpenApiOperation operation, IList<object> metadata, bool open, OpenApiSchemaReference problem)
    {
        var codes = metadata.OfType<ProblemCodes>().SelectMany(declared => declared.Codes)
            .Concat(open ? [] : [ErrorCodes.Unauthenticated])
            .Append(ErrorCodes.Internal)
            .Concat(operation.Parameters!.Any(parameter => parameter.In == ParameterLocation.Query) ? [ErrorCodes.InvalidRequest] : [])
            .Distinct();
        operation.Responses ??= [];
        foreach (var status in codes.GroupBy(code => ProblemTable.Find(code).Status).OrderBy(status => status.Key))
        {
            var response = new OpenApiResponse
            {
                Description = string.Join("; ", status.Select(code => $"`{code}`: {ProblemTable.Find(code).Title}")),
                Content = new Dictionary<string, OpenApiMediaType> { [Problem.MediaType] = new() { Schema = problem } },
            };
            if (status.Any(code => ProblemTable.Find(code).RetryAfterSeconds is not null))
            {
                response.Headers = new Dictionary<string, IOpenApiHeader>
                {
                    ["Retry-After"] = new OpenApiHeader { Description = "Whole seconds, at least 1.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" } },
                };
            }

            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = response;
        }
    }
}
