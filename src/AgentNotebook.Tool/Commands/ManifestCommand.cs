using System.CommandLine;
using AgentNotebook.Documents;
using AgentNotebook.Documents.Manifest;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb manifest</c>: what ran when a notebook was executed, and whether it still holds.</summary>
internal static class ManifestCommand
{
    private static readonly Argument<string> _notebook = new("notebook") { Description = "An executed notebook (.ipynb)." };

    private static readonly Option<bool> _json = new("--json") { Description = "Prints JSON." };

    public static Command Create() => new("manifest", "Shows what ran when a notebook was executed, and whether it still holds.") { Show(), Check() };

    private static Command Show()
    {
        var command = new Command("show", "Shows versions, inputs, packages, models, parameters and times of the run.") { _notebook, _json };
        command.SetAction(parsed =>
        {
            var (_, manifest) = Read(parsed);
            Console.Out.WriteLine(parsed.GetValue(_json) ? ManifestJson.Write(manifest).TrimEnd() : ManifestReport.Of(manifest));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Check()
    {
        var command = new Command("check", "Says of each item whether it still holds here; nothing of the notebook runs. Exit code 0: nothing differs; 1: something does.") { _notebook, _json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (document, manifest) = Read(parsed);
            var folder = Path.GetDirectoryName(Path.GetFullPath(parsed.GetRequiredValue(_notebook)))!;
            var findings = await ManifestCheck.RunAsync(document, manifest, folder, cancellationToken);
            var holds = findings.All(finding => finding.Standing != ManifestStanding.Differs);
            if (parsed.GetValue(_json))
            {
                Json.Print(new { holds, findings });
            }
            else
            {
                Console.Out.WriteLine(ManifestReport.Of(findings));
            }

            return holds ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static (NotebookDocument Document, RunManifest Manifest) Read(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(_notebook);
        var document = NotebookDocument.Load(path);
        return (document, ManifestJson.Of(document) ?? throw new NotebookException($"{path}: there is no manifest in it. 'agentnb run' writes one into the executed notebook; name that one."));
    }
}
