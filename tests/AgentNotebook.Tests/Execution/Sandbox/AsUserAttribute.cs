using System.Reflection;
using AgentNotebook.Execution;
using Xunit.Sdk;

namespace AgentNotebook.Tests.Execution.Sandbox;

/// <summary>Runs a theory at one level as user 65534; skipped where either cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AsUserAttribute : DataAttribute
{
    private readonly SandboxLevel _level;

    public AsUserAttribute(SandboxLevel level)
    {
        _level = level;
        Skip = Availability.Missing(level) ?? Availability.MissingUser();
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[_level, "--as-user", "65534"]];
}
