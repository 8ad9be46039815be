using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TradingAgents.Abstractions;

namespace TradingAgents.Cli.Commands;

/// <summary>Options and arguments whose bad values are told in one plain line.</summary>
internal static class OptionOf
{
    public static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName };

    public static Option<bool> Switch(string name, string description) => new(name) { Description = description };

    public static Option<int?> Whole(string name, string description) => Value<int?>(name, "N", description, "a whole number",
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null);

    public static Option<double?> Seconds(string name, string description) => Value<double?>(name, "SECONDS", description, "a number of seconds",
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null);

    public static Option<DateOnly?> Date(string name, string description) => Value<DateOnly?>(name, "DATE", description, "a date such as 2017-03-01",
        text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : null);

    public static Option<TEnum?> Name<TEnum>(string name, string helpName, string description) where TEnum : struct, Enum
    {
        var option = Value<TEnum?>(name, helpName, $"{description}: {Names<TEnum>()}", $"one of {Names<TEnum>()}",
            text => ContractJson.TryParseName<TEnum>(text, out var value) ? value : null);
        option.CompletionSources.Clear(); // The names of the enum in C#.
        option.CompletionSources.Add([.. ContractJson.NamesOf<TEnum>()]);
        return option;
    }

    /// <summary>A value that must look a certain way; null from <paramref name="parse"/> means that it does not.</summary>
    public static Option<T> Value<T>(string name, string helpName, string description, string expected, Func<string, T> parse) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var value = parse(text);
            if (value is null) result.AddError($"{name}: '{text}' is not {expected}");
            return value;
        },
    };

    /// <summary>A positional argument. What starts with a dash is an option nobody knows.</summary>
    public static Argument<T> Argument<T>(string name, string description)
    {
        var argument = new Argument<T>(name) { Description = description };
        argument.Validators.Add(RefuseOptions);
        return argument;
    }

    private static string Names<TEnum>() where TEnum : struct, Enum => string.Join(", ", ContractJson.NamesOf<TEnum>());

    private static void RefuseOptions(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } unknown)
            result.AddError($"Unknown option '{unknown.Value}'");
    }
}
