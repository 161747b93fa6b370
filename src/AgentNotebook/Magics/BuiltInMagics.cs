using AgentNotebook.Magics.AgentRuns;
using AgentNotebook.Magics.AgentRuns.Checks;
using AgentNotebook.Magics.Archives;
using AgentNotebook.Magics.Languages;
using AgentNotebook.Magics.Lessons;
using AgentNotebook.Magics.Memory;
using AgentNotebook.Magics.Sandbox;
using AgentNotebook.Magics.Variables;

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
            AgentCheckMagic.Declaration,
            AgentResumeMagic.Declaration,
            AgentStopMagic.Declaration,
            AgentForkMagic.Declaration,
            AgentCompareMagic.Declaration,
            CheckMagic.Declaration,
            SandboxMagic.Declaration,
            UnpackMagic.Declaration,
            StateMagic.Declaration,
            MemoryMagic.Declaration,
            ListMagic.Declare(() => catalog!),
            ImportMagic.Declaration,
            TimeMagic.Declaration,
            WhoMagic.Names,
            WhoMagic.Values,
            SetMagic.Declaration,
            ShareMagic.Declaration,
            .. LanguageMagics.All,
            .. ForeignLanguages.All,
        ]);
        return catalog;
    }
}
