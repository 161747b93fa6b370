using System.Reflection;
using AgentNotebook.Execution;
using Xunit.Sdk;

namespace AgentNotebook.Tests.Execution.Sandbox;

/// <summary>Runs a theory at one level, with further arguments after it; skipped where this machine cannot have the level.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AtLevelAttribute : DataAttribute
{
    private readonly object[] _arguments;

    public AtLevelAttribute(SandboxLevel level, params object[] rest)
    {
        _arguments = [level, .. rest];
        Skip = Availability.Missing(level);
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [_arguments];
}
