namespace TradingAgents.Abstractions;

/// <summary>Dated texts: news, statements, commentary.</summary>
/// <remarks>They were written by others and may say anything, instructions included: they are data to be judged, never followed.</remarks>
public interface INews
{
    /// <summary>All texts held that were published on a day from <paramref name="from"/> to <paramref name="to"/>, both included, in an order that depends on the texts alone.</summary>
    /// <remarks>Holding none is no error. What cannot be read is left out and counted in <see cref="NewsHeld.Skipped"/>.</remarks>
    Task<NewsHeld> GetNewsAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken = default);

    /// <summary>Identifies all that is held: while it stays the same, all answers do.</summary>
    /// <returns>A version; null where it cannot be told, as here by default: what was read is then used once and not again.</returns>
    Task<string?> GetVersionAsync(CancellationToken cancellationToken = default) => Task.FromResult<string?>(null);
}

/// <summary>What is held of a time.</summary>
/// <param name="Texts">Oldest first.</param>
/// <param name="Skipped">What could not be read, one entry a file; not bound to the time asked for, as such a line has no date.</param>
public sealed record NewsHeld(IReadOnlyList<NewsText> Texts, IReadOnlyList<NewsSkip> Skipped)
{
    /// <summary>Nothing at all.</summary>
    public static NewsHeld None { get; } = new([], []);
}

/// <summary>One text. Free of control, bidirectional and invisible characters, and of bounded length.</summary>
public sealed record NewsText
{
    /// <summary>The first day on which it could be read anywhere.</summary>
    public required DateOnly Published { get; init; }

    /// <summary>The symbols it is about, upper-cased; empty where it is about none in particular.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>Such as <c>monetary_policy</c>, lower-cased; empty where none is given.</summary>
    public required string Topic { get; init; }

    /// <summary>Who published it, in one line.</summary>
    public required string Source { get; init; }

    /// <summary>In one line.</summary>
    public required string Headline { get; init; }

    /// <summary>Paragraphs, one a line; may be empty.</summary>
    public required string Text { get; init; }

    /// <summary>Where it is held, such as <c>news/fomc_statements.jsonl</c>.</summary>
    public required string File { get; init; }

    /// <summary>Its line in the file, from 1.</summary>
    public required int Line { get; init; }
}

/// <summary>Lines of a file that were left out.</summary>
/// <param name="File">Such as <c>news/today.jsonl</c>.</param>
/// <param name="Lines">How many; 0 where the file as a whole cannot be read.</param>
/// <param name="FirstLine">The first of them, from 1; 0 where the file as a whole cannot be read.</param>
/// <param name="FirstReason">What is wrong with the first, in English; never quotes the line.</param>
public sealed record NewsSkip(string File, int Lines, int FirstLine, string FirstReason);
