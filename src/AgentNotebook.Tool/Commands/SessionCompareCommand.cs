using System.CommandLine;
using AgentNotebook.Agents.Replay;
using AgentNotebook.Display;
using AgentNotebook.Display.Compare;
using AgentNotebook.Tool.Reports;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb sessions compare</c>: two runs side by side.</summary>
internal static class SessionCompareCommand
{
    public static Command Create(Option<string> store, Option<bool> json, Option<bool> overwrite)
    {
        var left = new Argument<string>("a") { Description = "A session, whose last run is meant, or SESSION/RUN." };
        var right = new Argument<string>("b") { Description = "What to compare it with." };
        var html = new Option<string?>("--html") { Description = "Writes a page instead of text.", HelpName = "FILE" };
        var command = new Command("compare", "Shows two runs side by side, and the first step at which they differ.") { left, right, html, overwrite, store, json };
        command.SetAction(parsed =>
        {
            using var opened = Stores.OpenReadOnly(parsed.GetRequiredValue(store));
            var comparison = new RunComparison(
                RunAddress.Find(opened, parsed.GetRequiredValue(left)),
                RunAddress.Find(opened, parsed.GetRequiredValue(right)));
            if (parsed.GetValue(html) is { } file)
            {
                WholeFile.Write(file, Page(comparison), parsed.GetValue(overwrite));
            }

            if (parsed.GetValue(json))
            {
                Json.Print(new ComparisonReport(comparison));
            }
            else if (parsed.GetValue(html) is null)
            {
                Console.Out.WriteLine(RunComparisonView.Render(comparison).Data[MimeBundle.Text]);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static string Page(RunComparison comparison) =>
        $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><title>Two runs</title></head><body>\n{RunComparisonView.Render(comparison).Data[MimeBundle.Html]}\n</body></html>\n";
}
