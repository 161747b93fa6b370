using System.CommandLine;
using AgentNotebook.Agents.Replay;
using AgentNotebook.Tool.Reports;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb sessions fork</c>: a session as it was at a step, to go on from there another way.</summary>
internal static class SessionForkCommand
{
    public static Command Create(Option<string> store, Option<bool> json)
    {
        var session = new Argument<string>("session") { Description = "The session's name." };
        var step = new Option<int>("--at") { Description = "The step to end with, as 'sessions show' numbers them.", HelpName = "STEP", Required = true };
        var run = new Option<string?>("--run") { Description = "The run whose step it is; the last one when none is given.", HelpName = "RUN" };
        var name = new Option<string?>("--as") { Description = "The new session's name.", HelpName = "NAME" };
        var command = new Command("fork", "Makes a new session of another one as it was at a step. The other stays as it is, even while a notebook writes it.") { session, step, run, name, store, json };
        command.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(store);
            // A store that is not there would be made by opening it.
            Stores.OpenReadOnly(file).Dispose();
            using var opened = Stores.Open(file);
            var fork = SessionFork.Make(opened, parsed.GetRequiredValue(session), parsed.GetRequiredValue(step), parsed.GetValue(run), parsed.GetValue(name));
            if (parsed.GetValue(json))
            {
                Json.Print(fork);
            }
            else
            {
                Console.Out.WriteLine($"Session '{fork.Session}' is '{parsed.GetRequiredValue(session)}' up to step {fork.Step} of {fork.Run} (entry {fork.Sequence}), which is {fork.State} there.");
            }

            return ExitCode.Success;
        });
        return command;
    }
}
