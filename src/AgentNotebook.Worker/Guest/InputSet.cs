using System.Collections;
using AgentNotebook.Text;

namespace AgentNotebook.Guest;

/// <summary>The inputs of a run, in the order in which they were handed in.</summary>
public sealed class InputSet : IReadOnlyCollection<Input>
{
    private const int MostNamed = 20;

    private readonly List<Input> _inputs;

    internal InputSet(IEnumerable<(string Name, byte[] Bytes)> inputs) => _inputs = [.. inputs.Select(input => new Input(input.Name, input.Bytes))];

    /// <summary>The input of that name; letter case counts.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">There is none; the message names the nearest, and those there are.</exception>
    public Input this[string name] => _inputs.Find(input => input.Name == name) ?? throw new KeyNotFoundException(Missing(name));

    /// <summary>The names of all inputs.</summary>
    public IReadOnlyList<string> Names => [.. _inputs.Select(input => input.Name)];

    /// <summary>How many there are.</summary>
    public int Count => _inputs.Count;

    /// <summary>Whether there is an input of that name; letter case counts.</summary>
    /// <param name="name">Its name.</param>
    public bool Contains(string name) => _inputs.Exists(input => input.Name == name);

    /// <summary>Goes through all inputs.</summary>
    public IEnumerator<Input> GetEnumerator() => _inputs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Missing(string name)
    {
        var near = _inputs
            .Select(input => (input.Name, Distance: EditDistance.Between(name.ToLowerInvariant(), input.Name.ToLowerInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .ToList();
        var meant = near is [{ Distance: var distance } best, ..] && distance <= Math.Max(1, name.Length / 3) ? $" Did you mean '{best.Name}'?" : "";
        var all = near.Count == 0 ? "The run was handed none" : $"There are: {string.Join(", ", near.Take(MostNamed).Select(candidate => $"'{candidate.Name}'"))}{(near.Count > MostNamed ? ", …" : "")}";
        return $"There is no input '{name}'.{meant} {all}; --input NAME=FILE hands one in.";
    }
}
