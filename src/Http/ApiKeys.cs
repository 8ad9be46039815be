using System.Security.Cryptography;
using System.Text;
using TradingAgents.Abstractions;
using TradingAgents.Http.Access;

namespace TradingAgents.Http;

/// <summary>Who may call. Only hashes are held, so nothing that prints this can print a key.</summary>
public sealed class ApiKeys
{
    private const int StrongKeyLength = 16;
    private const int MaxKeyLength = 512;

    private readonly IReadOnlyList<ApiKey> _keys;

    private ApiKeys(IReadOnlyList<ApiKey> keys) => _keys = keys;

    /// <summary>The names whose keys have fewer than 16 characters: they work, and can be guessed.</summary>
    public IReadOnlyList<string> WeakNames => [.. _keys.Where(key => key.IsWeak).Select(key => key.Name)];

    /// <summary>How many there are, at least 1.</summary>
    public int Count => _keys.Count;

    /// <summary>Reads a file that has a line per key, <c>name role key</c>: role user or admin, <c>#</c> starts a comment.</summary>
    /// <exception cref="HttpConfigurationException">The file cannot be read, or a line is wrong; the message names the line and never shows a key.</exception>
    public static ApiKeys Load(string path)
    {
        try
        {
            return Parse(File.ReadLines(path), path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new HttpConfigurationException($"The API key file '{path}' cannot be read: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>The holder of a key, null where nobody holds it. Every key is compared, each in constant time.</summary>
    internal ApiKey? Find(string presented)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(presented), hash);
        ApiKey? found = null;
        foreach (var key in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(key.Hash, hash)) found = key;
        }

        return found;
    }

    /// <summary>The key of this name, null where there is none.</summary>
    internal ApiKey? FindByName(string name) => _keys.FirstOrDefault(key => key.Name == name);

    internal static ApiKeys Parse(IEnumerable<string> lines, string source)
    {
        var keys = new List<ApiKey>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var text = line.Trim().TrimStart('\uFEFF');
            if (text.Length == 0 || text[0] == '#') continue;
            keys.Add(ParseLine(text, keys, problem => new HttpConfigurationException($"API key file '{source}', line {number}: {problem}")));
        }

        return keys.Count > 0 ? new ApiKeys(keys) : throw new HttpConfigurationException($"The API key file '{source}' holds no key.");
    }

    private static ApiKey ParseLine(string line, List<ApiKey> earlier, Func<string, Exception> wrong)
    {
        string[] parts = [.. line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).TakeWhile(part => part[0] != '#')];
        if (parts is not [var name, var role, var secret])
            throw wrong("write it as: name role key.");
        if (!RequestRules.IsCode(name, 64)) throw wrong("the name must be 1 to 64 of A-Z a-z 0-9 . - ^ = : _");
        if (!ContractJson.TryParseName<ApiRole>(role, out var parsedRole)) throw wrong("the role must be user or admin.");
        if (secret.Length > MaxKeyLength) throw wrong($"the key must have at most {MaxKeyLength} characters.");
        if (!secret.All(c => c is > ' ' and <= '~')) throw wrong("the key must be of printable ASCII characters.");

        var key = new ApiKey(name, parsedRole, SHA256.HashData(Encoding.UTF8.GetBytes(secret)), secret.Length < StrongKeyLength);
        if (earlier.Any(other => other.Name == name)) throw wrong($"the name {name} is taken by an earlier line.");
        if (earlier.Any(other => other.Hash.AsSpan().SequenceEqual(key.Hash))) throw wrong("the key is that of an earlier line.");
        return key;
    }
}
