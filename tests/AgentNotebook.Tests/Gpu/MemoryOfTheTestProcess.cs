namespace AgentNotebook.Tests.Gpu;

/// <summary>Tests that measure the memory of their own process. No test runs beside them: one that gives back gigabytes meanwhile would be measured too.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryOfTheTestProcess
{
    /// <summary>What tests name to be among these.</summary>
    public const string Name = "memory of the test process";
}
