using Microsoft.AspNetCore.Http;

namespace TradingAgents.Http.Requests;

/// <summary>Checks a query string against what its endpoint declares; runs before every endpoint of the API.</summary>
internal sealed class StrictQuery : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var declared = context.HttpContext.GetEndpoint()!.Metadata.GetOrderedMetadata<QueryParameter>();
        var errors = new FieldErrors();
        foreach (var (name, values) in context.HttpContext.Request.Query)
        {
            var parameter = declared.FirstOrDefault(known => known.Name == name);
            var field = name.Length <= 40 ? name : name[..40] + "...";
            if (parameter is null) errors.Add(field, declared.Count == 0 ? "Unknown parameter; this call takes none." : $"Unknown parameter; known are {string.Join(", ", declared.Select(known => known.Name))}.");
            else if (values.Count > 1) errors.Add(field, "Given more than once.");
            else Check(parameter, values.ToString(), errors);
        }

        foreach (var missing in declared.Where(parameter => parameter.Required && !context.HttpContext.Request.Query.ContainsKey(parameter.Name)))
            errors.Add(missing.Name, "Required.");
        errors.ThrowIfAny();
        return next(context);
    }

    private static void Check(QueryParameter parameter, string value, FieldErrors errors)
    {
        if (value.Length == 0)
            errors.Add(parameter.Name, "Is empty; give a value or leave it out.");
        else if (parameter.Values is { } allowed && !allowed.Contains(value))
            errors.Add(parameter.Name, $"Must be one of {string.Join(", ", allowed)}.");
        else if (parameter.Range is var (min, max) && !(QueryValues.TryParse(value, out var number) && number >= min && number <= max))
            errors.Add(parameter.Name, $"Must be a whole number, {min} to {max}.");
    }
}
