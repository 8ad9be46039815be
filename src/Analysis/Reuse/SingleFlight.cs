namespace TradingAgents.Analysis.Reuse;

/// <summary>Work under way, by key: whoever asks for a key that is being worked on joins in, instead of doing it again.</summary>
/// <remarks>
/// The work belongs to nobody: it is not cancelled with the one who began it, only once the last one who wants it has left. The last one to leave waits
/// for it to stop, as if it were its own; so work that will not stop is noticed where it always was. A failure reaches all who are there, and is forgotten.
/// </remarks>
/// <typeparam name="TKey">What is asked for.</typeparam>
/// <typeparam name="TValue">What comes of it; shared, so nobody may change it.</typeparam>
internal sealed class SingleFlight<TKey, TValue> where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Flight> _flights = [];

    /// <summary>Keys that are being worked on for someone.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _flights.Count;
        }
    }

    /// <summary>Begins the work or joins it.</summary>
    /// <param name="key">What is asked for.</param>
    /// <param name="work">Given where to tell its progress, 0 to 1, and what cancels it; runs on a thread of its own choice.</param>
    /// <param name="progress">Told the progress from now on, from any thread.</param>
    /// <returns>To be waited for once, at once.</returns>
    public Seat Join(TKey key, Func<Action<double>, CancellationToken, Task<TValue>> work, Action<double> progress)
    {
        Seat seat;
        double reached;
        lock (_lock)
        {
            var joined = _flights.TryGetValue(key, out var flight);
            flight ??= new Flight(key);
            seat = new Seat(this, flight, joined, progress);
            flight.Seats.Add(seat);
            reached = flight.Reached;
            if (!joined)
            {
                _flights.Add(key, flight);
                flight.Work = Task.Run(() => WorkAsync(flight, work));
            }
        }

        if (reached > 0) seat.Report(reached);
        return seat;
    }

    private async Task<TValue> WorkAsync(Flight flight, Func<Action<double>, CancellationToken, Task<TValue>> work)
    {
        try
        {
            return await work(fraction => Report(flight, fraction), flight.Stop.Token);
        }
        finally
        {
            lock (_lock) Forget(flight);
        }
    }

    private void Report(Flight flight, double fraction)
    {
        Seat[] seats;
        lock (_lock)
        {
            if (!(fraction > flight.Reached)) return;
            flight.Reached = fraction;
            seats = [.. flight.Seats];
        }

        foreach (var seat in seats) seat.Report(fraction);
    }

    /// <summary>Whether the work is now unwanted.</summary>
    private bool Leave(Flight flight, Seat seat)
    {
        lock (_lock)
        {
            if (!flight.Seats.Remove(seat) || flight.Seats.Count > 0) return false;
            Forget(flight); // Whoever comes now begins anew, and is not told of a cancellation.
            return true;
        }
    }

    private void Forget(Flight flight)
    {
        if (_flights.TryGetValue(flight.Key, out var known) && known == flight) _flights.Remove(flight.Key);
    }

    /// <summary>One who wants the outcome.</summary>
    public sealed class Seat
    {
        private readonly SingleFlight<TKey, TValue> _owner;
        private readonly Flight _flight;
        private readonly Action<double> _progress;

        internal Seat(SingleFlight<TKey, TValue> owner, Flight flight, bool joined, Action<double> progress) =>
            (_owner, _flight, Joined, _progress) = (owner, flight, joined, progress);

        /// <summary>Whether another had begun the work.</summary>
        public bool Joined { get; }

        /// <summary>What comes of the work.</summary>
        /// <exception cref="OperationCanceledException">The token was cancelled; the work goes on where others want it.</exception>
        public async Task<TValue> WaitAsync(CancellationToken cancellationToken)
        {
            try
            {
                return await _flight.Work.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                if (_owner.Leave(_flight, this))
                {
                    _ = _flight.Stop.CancelAsync(); // Not awaited: a callback of the work may hang.
                    await ((Task)_flight.Work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                throw;
            }
            finally
            {
                _owner.Leave(_flight, this);
            }
        }

        internal void Report(double fraction)
        {
            try
            {
                _progress(fraction);
            }
            catch (Exception)
            {
                // Whose progress cannot be told must not spoil the work of the others.
            }
        }
    }

    internal sealed class Flight(TKey key)
    {
        public TKey Key { get; } = key;
        public Task<TValue> Work { get; set; } = null!;
        public CancellationTokenSource Stop { get; } = new();
        public HashSet<Seat> Seats { get; } = [];
        public double Reached { get; set; }
    }
}
