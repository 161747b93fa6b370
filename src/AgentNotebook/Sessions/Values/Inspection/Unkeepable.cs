namespace AgentNotebook.Sessions.Values.Inspection;

/// <summary>A part of a value that cannot be kept.</summary>
/// <param name="Path">Where it is, as one would write it in C#: <c>value.Items[3].Callback</c>.</param>
/// <param name="Why">What is wrong with it.</param>
internal sealed record Unkeepable(string Path, string Why)
{
    public override string ToString() => $"{Path} {Why} Take it out, mark it [JsonIgnore], or keep what it was made from.";
}
