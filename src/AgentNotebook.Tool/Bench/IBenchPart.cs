namespace AgentNotebook.Tool.Bench;

/// <summary>One part of a benchmark, which can be measured by itself.</summary>
internal interface IBenchPart
{
    /// <summary>Its name, as <c>--only</c> takes it.</summary>
    string Name { get; }
}
