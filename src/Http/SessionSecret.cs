using System.Security.Cryptography;
using System.Text;

namespace TradingAgents.Http;

/// <summary>What the sessions of browsers are signed with. Kept in a file, sessions outlive the process; without one they end with it.</summary>
public sealed class SessionSecret
{
    private const int Length = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly byte[] _secret;

    private SessionSecret(byte[] secret) => _secret = secret;

    /// <summary>A new one, for one process.</summary>
    public static SessionSecret Create() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>One that several servers share, so that a session of one is a session of all.</summary>
    /// <param name="secret">32 random bytes.</param>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public static SessionSecret Of(ReadOnlySpan<byte> secret) => secret.Length == Length
        ? new SessionSecret(secret.ToArray())
        : throw new ArgumentException($"A session secret has {Length} bytes, this one {secret.Length}.", nameof(secret));

    /// <summary>The one in the file; where there is no file, it is made, readable by its owner alone.</summary>
    /// <exception cref="HttpConfigurationException">The file cannot be read or made, or holds something else.</exception>
    public static SessionSecret Load(string path)
    {
        try
        {
            if (!File.Exists(path)) Store(path, RandomNumberGenerator.GetBytes(Length));
            var secret = File.ReadAllBytes(path);
            return secret.Length == Length
                ? new SessionSecret(secret)
                : throw new HttpConfigurationException($"The session secret '{path}' is damaged: delete it, and everyone signs in once more.");
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            throw new HttpConfigurationException($"The session secret '{path}' cannot be used: {unusable.Message}", unusable);
        }
    }

    /// <summary>Authenticates a text for one purpose; what is signed for one does not pass for another.</summary>
    internal byte[] Sign(string purpose, ReadOnlySpan<byte> data)
    {
        var key = HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(purpose));
        return HMACSHA256.HashData(key, data);
    }

    private static void Store(string path, byte[] secret)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        var whole = path + ".new"; // A process killed in between leaves no half secret.
        using (var file = new FileStream(whole, options)) file.Write(secret);
        File.Move(whole, path, overwrite: true);
    }
}
