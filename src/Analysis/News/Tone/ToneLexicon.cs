using System.Collections.Frozen;

namespace TradingAgents.Analysis.News.Tone;

/// <summary>The words that carry tone in financial prose; English ones by their words in lower case, Chinese ones by their characters.</summary>
/// <remarks>Embedded as <c>finance.en.tsv</c> and <c>finance.zh.tsv</c>, which tell their origin and their format.</remarks>
internal sealed class ToneLexicon
{
    private static readonly FrozenDictionary<string, TermKinds> KindByName = new Dictionary<string, TermKinds>
    {
        ["good"] = TermKinds.Good,
        ["bad"] = TermKinds.Bad,
        ["very-good"] = TermKinds.Good | TermKinds.Very,
        ["very-bad"] = TermKinds.Bad | TermKinds.Very,
        ["up"] = TermKinds.Up,
        ["down"] = TermKinds.Down,
        ["gain-subject"] = TermKinds.GainSubject,
        ["pain-subject"] = TermKinds.PainSubject,
        ["plain-subject"] = TermKinds.PlainSubject,
        ["not"] = TermKinds.Negator,
        ["strong"] = TermKinds.Intensifier,
        ["weak"] = TermKinds.Diminisher,
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, TermKinds> _english;
    private readonly FrozenDictionary<string, TermKinds> _chinese;

    private ToneLexicon()
    {
        _english = Load("finance.en.tsv");
        _chinese = Load("finance.zh.tsv");
        LongestEnglish = _english.Keys.Max(term => term.Count(c => c == ' ') + 1);
        LongestChinese = _chinese.Keys.Max(term => term.Length);
    }

    public static ToneLexicon Instance { get; } = new();

    /// <summary>In words.</summary>
    public int LongestEnglish { get; }

    /// <summary>In characters.</summary>
    public int LongestChinese { get; }

    /// <summary>All terms of both languages, for checks.</summary>
    public IEnumerable<KeyValuePair<string, TermKinds>> Terms => _english.Concat(_chinese);

    public TermKinds English(string words) => _english.GetValueOrDefault(words);

    public TermKinds Chinese(string characters) => _chinese.GetValueOrDefault(characters);

    private static FrozenDictionary<string, TermKinds> Load(string name)
    {
        var terms = new Dictionary<string, TermKinds>();
        foreach (var line in EmbeddedTable.Lines(typeof(ToneLexicon), name))
        {
            if (line is not [var kinds, var forms]) throw new InvalidDataException($"{name}: a line needs a kind and its forms.");
            var kind = kinds.Split('+').Aggregate(TermKinds.None, (sum, one) => sum | KindByName[one]);
            foreach (var form in forms.Split('|')) terms.TryAdd(form, kind); // What is listed twice keeps its first, stronger kind.
        }

        return terms.ToFrozenDictionary();
    }
}
