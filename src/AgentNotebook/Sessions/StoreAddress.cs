namespace AgentNotebook.Sessions;

/// <summary>Where a store is, as a user writes it: <c>SCHEME:PLACE</c>, such as <c>postgres:runs</c>, or a bare path, which is SQLite's.</summary>
/// <param name="Scheme">Which kind of store, in lower case; 2 to 32 letters, digits, '+' and '-', beginning with a letter.</param>
/// <param name="Place">Where it is: for stores in files, a path.</param>
public sealed record StoreAddress(string Scheme, string Place)
{
    /// <summary>The kind that a bare path means.</summary>
    public const string DefaultScheme = "sqlite";

    private const int SchemeCharacters = 32;

    private static readonly string[] PasswordWords = ["password", "pwd", "passwd"];

    /// <summary>As <see cref="ToString"/>, for messages: what may be a password in a URI or a connection string is left out.</summary>
    internal string Shown
    {
        get
        {
            var shown = Place;
            foreach (var word in PasswordWords)
            {
                // To the end, because a value may hold anything that ends one elsewhere.
                var at = shown.IndexOf(word, StringComparison.OrdinalIgnoreCase);
                if (at >= 0 && shown.AsSpan(at + word.Length).TrimStart() is ['=', ..])
                    shown = $"{shown[..at]}{word}=…";
            }

            var (user, host) = (shown.IndexOf(':', StringComparison.Ordinal), shown.LastIndexOf('@'));
            return $"{Scheme}:{(shown.StartsWith("//", StringComparison.Ordinal) && user >= 0 && user < host ? $"{shown[..user]}:…{shown[host..]}" : shown)}";
        }
    }

    /// <summary>Reads an address. A single letter before the colon is a drive of Windows and no scheme.</summary>
    /// <param name="text">The address; an unknown scheme is none of its concern.</param>
    /// <exception cref="SessionStoreException">It names no place.</exception>
    public static StoreAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var address = colon > 1 && IsScheme(text.AsSpan(0, colon))
            ? new StoreAddress(text[..colon].ToLowerInvariant(), text[(colon + 1)..])
            : new StoreAddress(DefaultScheme, text);
        if (string.IsNullOrWhiteSpace(address.Place))
            throw new SessionStoreException(SessionStoreFault.Invalid, $"The store's address '{text}' names no place. Write it like '{address.Scheme}:sessions.db'.");
        return address;
    }

    /// <summary>As it is written: <c>SCHEME:PLACE</c>.</summary>
    public override string ToString() => $"{Scheme}:{Place}";

    private static bool IsScheme(ReadOnlySpan<char> text)
    {
        if (text.Length > SchemeCharacters || !char.IsAsciiLetter(text[0]))
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-'))
                return false;
        }

        return true;
    }
}
