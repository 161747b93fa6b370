using System.Reflection;
using AgentNotebook.Execution;
using Xunit.Sdk;

namespace AgentNotebook.Tests.Execution.Sandbox;

/// <summary>Runs a theory at one level in a namespace that knows root alone; skipped where either cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class WithOneUserAttribute : DataAttribute
{
    private readonly SandboxLevel _level;

    public WithOneUserAttribute(SandboxLevel level)
    {
        _level = level;
        Skip = Availability.Missing(level) ?? Availability.MissingOneUser;
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[_level]];
}
