namespace AgentNotebook.Magics;

/// <summary>The arguments of a magic, already checked against its parameters.</summary>
/// <param name="values">By parameter name with its dashes; one value for each time it was given.</param>
public sealed class MagicArguments(IReadOnlyDictionary<string, IReadOnlyList<object>> values)
{
    /// <summary>Whether the parameter was given.</summary>
    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>The value of a parameter, or <paramref name="fallback"/> when it was not given.</summary>
    public T Get<T>(string name, T fallback) => values.TryGetValue(name, out var given) ? (T)given[^1] : fallback;

    /// <summary>Every value of a parameter that may repeat, in order.</summary>
    public IReadOnlyList<T> All<T>(string name) => values.TryGetValue(name, out var given) ? [.. given.Cast<T>()] : [];
}
