using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker;

/// <summary>Compiles and loads what every run needs, before the run.</summary>
internal static class WarmUp
{
    private static readonly string[] _assemblies =
    [
        "System.Collections", "System.Linq", "System.Runtime", "System.Runtime.Loader", "System.Threading", "System.Diagnostics.StackTrace", "System.Reflection.Metadata",
    ];

    internal static void Run()
    {
        try
        {
            foreach (var name in _assemblies)
            {
                RuntimeHelpers.RunModuleConstructor(Assembly.Load(name).ManifestModule.ModuleHandle);
            }

            ResultJson.WarmUp();
            _ = new CheckMessage(0, false, null, [(0, ValueText.Of(1.5))]).Encode();
            _ = new StackTrace(fNeedFileInfo: true).GetFrames();
        }
        catch (Exception)
        {
            // Whatever fails here fails again, with a guest to tell it to.
        }
    }
}
