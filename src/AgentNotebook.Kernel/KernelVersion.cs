using System.Reflection;

namespace AgentNotebook.Kernel;

/// <summary>The version of this build.</summary>
internal static class KernelVersion
{
    /// <summary>As text, without what was added for the source's state.</summary>
    public static string Text { get; } = typeof(KernelVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
