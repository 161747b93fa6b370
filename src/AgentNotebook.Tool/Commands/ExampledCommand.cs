using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace AgentNotebook.Tool.Commands;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">The examples, a line each.</param>
internal sealed class ExampledCommand(string name, string description, string examples) : Command(name, description)
{
    /// <summary>Lets the help of a command line show them.</summary>
    public static void Show(RootCommand root)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new Help((SynchronousCommandLineAction)help.Action!);
        }
    }

    private sealed class Help(SynchronousCommandLineAction plain) : SynchronousCommandLineAction
    {
        public override bool Terminating => plain.Terminating;

        public override bool ClearsParseErrors => plain.ClearsParseErrors;

        public override int Invoke(ParseResult parseResult)
        {
            var code = plain.Invoke(parseResult);
            if (parseResult.CommandResult.Command is ExampledCommand command)
            {
                parseResult.InvocationConfiguration.Output.WriteLine($"Examples:\n{string.Join('\n', command.Examples.Split('\n').Select(line => "  " + line))}\n");
            }

            return code;
        }
    }

    private string Examples => examples;
}
