using System.Diagnostics;
using System.Text;
using AgentNotebook.Documents;
using AgentNotebook.Documents.Comparing;
using AgentNotebook.Documents.Converting;

namespace AgentNotebook.Tool.Running;

/// <summary>
/// Executes notebooks anew and compares what they give with what they show. Each is executed by a process of its own, with a session store
/// and a folder for temporary files that are gone afterwards: nothing that an earlier execution left helps it, and nothing of it stays.
/// </summary>
/// <param name="options">How outputs are compared.</param>
/// <param name="arguments">More arguments of the executing <c>agentnb run</c>.</param>
/// <param name="said">Is given each line that tells how the execution goes.</param>
internal sealed class NotebookVerifier(ComparisonOptions options, IReadOnlyList<string> arguments, Action<string> said)
{
    private const int LongestErrors = 8_000;

    // The offline model looks for repairs within wall times. A busy machine has to come to the same repair as a quiet one.
    private const string Patience = "20";

    /// <summary>Verifies one notebook.</summary>
    /// <param name="notebook">Its path as it was named.</param>
    /// <param name="update">Whether outputs that differ are stored in place of those that are there.</param>
    /// <param name="cancellationToken">Ends the executing process.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<NotebookVerification> VerifyAsync(string notebook, bool update, CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("agentnb-verify-");
        var start = Stopwatch.GetTimestamp();
        try
        {
            if (NotebookConverter.IsPolyglot(notebook))
            {
                throw new NotebookException($"{notebook}: a .dib file keeps no outputs, so there is nothing to verify. Convert it ('agentnb convert') and run it as .ipynb.");
            }

            var stored = NotebookDocument.Load(notebook);
            var before = stored.ToBytes();
            // What the notebook declares is read before anything runs.
            NotebookComparison.Of(stored, stored, options);
            var (exitCode, errors) = await ExecuteAsync(notebook, scratch.FullName, cancellationToken);
            var output = Output(scratch.FullName);
            var elapsed = Stopwatch.GetElapsedTime(start);
            if (!File.Exists(output))
            {
                var why = errors.Length > 0 ? errors : $"The process that executed it ended with exit code {exitCode} and left no notebook.";
                return new NotebookVerification(notebook, null, why, exitCode == ExitCode.Refused, elapsed);
            }

            var executed = ReadExecuted(scratch.FullName);
            var verified = new NotebookVerification(notebook, NotebookComparison.Of(stored, executed, options), "", exitCode == ExitCode.Refused, elapsed);
            return update ? Updated(verified, stored, executed, before) : verified;
        }
        catch (NotebookException exception)
        {
            return new NotebookVerification(notebook, null, exception.Message, RefusedForSafety: false, Stopwatch.GetElapsedTime(start));
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static string Output(string scratch) => Path.Combine(scratch, "executed.ipynb");

    private static string Store(string scratch) => Path.Combine(scratch, "sessions.db");

    private static string Temporary(string scratch) => Path.Combine(scratch, "tmp");

    /// <summary>The executed notebook as an ordinary run would have left it: outputs name the places that such a run has, not those that are gone in a moment.</summary>
    private static NotebookDocument ReadExecuted(string scratch)
    {
        var text = Encoding.UTF8.GetString(NotebookDocument.Load(Output(scratch)).ToBytes())
            .Replace(Store(scratch), Path.GetRelativePath("/", NotebookPlace.DefaultStore("/")), StringComparison.Ordinal)
            .Replace(Temporary(scratch), Path.TrimEndingDirectorySeparator(Path.GetTempPath()), StringComparison.Ordinal);
        return NotebookDocument.Parse(Encoding.UTF8.GetBytes(text), "the executed notebook");
    }

    private static NotebookVerification Updated(NotebookVerification verified, NotebookDocument stored, NotebookDocument executed, byte[] before)
    {
        if (verified.Comparison!.Failed is { } failed)
        {
            return verified with { Update = $"Not updated: cell {failed.Number} failed. Mend it, or tag it raises-exception where it may fail." };
        }

        // Somebody may have written it while it was executed, which takes minutes.
        if (!NotebookDocument.Load(verified.Notebook).ToBytes().AsSpan().SequenceEqual(before))
        {
            return verified with { Update = "Not updated: the notebook was changed while it was executed. Verify it again." };
        }

        var changed = verified.Comparison.Accept(stored, executed);
        if (changed > 0)
        {
            stored.Save(verified.Notebook);
        }

        return verified with { Update = changed switch { 0 => "Nothing to update.", 1 => "Updated the outputs of 1 cell.", _ => $"Updated the outputs of {changed} cells." }, IsUpToDate = true };
    }

    private async Task<(int ExitCode, string Errors)> ExecuteAsync(string notebook, string scratch, CancellationToken cancellationToken)
    {
        var command = OwnProgram.Command;
        var start = new ProcessStartInfo(command[0]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] run = ["run", Path.GetFullPath(notebook), "--output", Output(scratch), "--store", Store(scratch), "--patience", Patience];
        foreach (var argument in command.Skip(1).Concat(run).Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        // What cells leave among the temporary files goes with the scratch folder.
        start.Environment["TMPDIR"] = Directory.CreateDirectory(Temporary(scratch)).FullName;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = ReadErrorsAsync(process.StandardError);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                // Where the executed notebook is matters to nobody: it is gone in a moment.
                if (!line.StartsWith("Wrote ", StringComparison.Ordinal))
                {
                    said(line);
                }
            }

            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await errors.WaitAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Reads to the end, and keeps the beginning: what a cell writes there is not bounded.</summary>
    private static async Task<string> ReadErrorsAsync(StreamReader reader)
    {
        var (kept, buffer) = (new StringBuilder(), new char[4096]);
        for (var count = await reader.ReadAsync(buffer); count > 0; count = await reader.ReadAsync(buffer))
        {
            kept.Append(buffer, 0, Math.Min(count, LongestErrors - kept.Length));
        }

        return kept.ToString().Trim();
    }
}
