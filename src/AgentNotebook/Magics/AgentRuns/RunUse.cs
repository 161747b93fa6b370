using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Magics.Provenance;
using AgentNotebook.Models;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>Notes what a run used, for the notebook's manifest.</summary>
internal static class RunUse
{
    /// <summary>Notes the playbooks, before the run plays them. A replayed run plays none: its words are in the recording.</summary>
    internal static void NotePlaybooks(NotebookServices services, RunRecord run, RunTape tape)
    {
        foreach (var file in tape.IsReplay ? [] : ModelCatalog.PlaybookFiles(run.Request.Models, services.Folder))
        {
            services.Provenance.AddFile(file, UsedFileKind.Playbook);
        }
    }

    /// <summary>Notes the run as it is now.</summary>
    internal static void Note(NotebookServices services, MagicInvocation invocation, RunRecord run, SandboxLevel level)
    {
        var models = run.Request.Models;
        services.Provenance.AddRun(new UsedRun(
            run.Id,
            invocation.Cell,
            [models.Model, .. models.ModelFor.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key.ToString().ToLowerInvariant()}={pair.Value}")],
            run.Request.Seed,
            level,
            run.Spent.Usage));
    }
}
