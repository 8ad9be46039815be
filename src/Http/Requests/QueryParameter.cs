namespace TradingAgents.Http.Requests;

/// <summary>A query parameter that a call takes; what no call declares is refused.</summary>
/// <param name="Name">As written in the URL.</param>
/// <param name="Description">For the documentation.</param>
/// <param name="Values">All it may be; null: anything.</param>
/// <param name="Required">The call is refused without it.</param>
/// <param name="Default">What stands for it where it is left out; null: nothing.</param>
/// <param name="Range">For a whole number: least and greatest.</param>
internal sealed record QueryParameter(
    string Name, string Description, IReadOnlyList<string>? Values = null, bool Required = false, string? Default = null, (int Min, int Max)? Range = null);
