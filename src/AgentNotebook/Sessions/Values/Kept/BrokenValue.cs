namespace AgentNotebook.Sessions.Values.Kept;

/// <summary>
/// A value of which the journal holds only some parts, as a damaged store that was salvaged does. It stands in nobody's way: the other
/// values are there, and assigning or removing it ends it.
/// </summary>
internal sealed class BrokenValue(string name, string problem) : KeptValue(name)
{
    public override object? Get() => throw Broken();

    public override (T? Value, KeptValue Kept) As<T>()
        where T : default => throw Broken();

    public override SessionValue Describe(DateTimeOffset now) => new(Name, 0, false, null, problem);

    public override PendingValue? Pending() => null;

    private SessionStoreException Broken() => new(SessionStoreFault.Damaged, $"Session value '{Name}' cannot be read: {problem}");
}
