namespace TradingAgents.Analysis.Memory;

/// <summary>One caller at a time for each path; forgets a path when nobody uses it or waits for it.</summary>
internal sealed class PathTurns
{
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn; disposing gives it to the next.</summary>
    public async Task<IDisposable> TakeAsync(string path, CancellationToken cancellationToken)
    {
        Turn? turn;
        lock (_turns)
        {
            if (!_turns.TryGetValue(path, out turn)) _turns[path] = turn = new Turn();
            turn.Users++;
        }

        try
        {
            await turn.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new Taken(this, path, turn);
        }
        catch
        {
            Leave(path, turn);
            throw;
        }
    }

    private void Leave(string path, Turn turn)
    {
        lock (_turns)
        {
            if (--turn.Users == 0) _turns.Remove(path);
        }
    }

    private sealed class Turn
    {
        public SemaphoreSlim Gate { get; } = new(1);
        public int Users { get; set; }
    }

    private sealed class Taken(PathTurns turns, string path, Turn turn) : IDisposable
    {
        public void Dispose()
        {
            turn.Gate.Release();
            turns.Leave(path, turn);
        }
    }
}
