namespace TradingAgents.Analysis.News.Tone;

/// <summary>What a term of the lexicon does to the tone of its clause.</summary>
[Flags]
internal enum TermKinds
{
    None = 0,
    Good = 1,
    Bad = 2,

    /// <summary>Counts twice.</summary>
    Very = 4,

    /// <summary>A rise: as good as what rises.</summary>
    Up = 8,

    /// <summary>A fall: as bad as what falls is good.</summary>
    Down = 16,

    GainSubject = 32,
    PainSubject = 64,
    PlainSubject = 128,
    Negator = 256,
    Intensifier = 512,
    Diminisher = 1024,
    Subject = GainSubject | PainSubject | PlainSubject,
}
