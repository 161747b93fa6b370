using AgentNotebook.Magics.AgentRuns;
using AgentNotebook.Magics.Sandbox;

namespace AgentNotebook.Magics;

/// <summary>The magics of AgentNotebook.</summary>
public static class BuiltInMagics
{
    /// <summary>A catalog of all of them.</summary>
    public static MagicCatalog CreateCatalog()
    {
        MagicCatalog? catalog = null;
        catalog = new MagicCatalog(
        [
            AgentRunMagic.Declaration,
            SandboxMagic.Declaration,
            StateMagic.Declaration,
            MemoryMagic.Declaration,
            ListMagic.Declare(() => catalog!),
        ]);
        return catalog;
    }
}
