using Spectre.Console;

namespace AgentNotebook.Tool.Running;

/// <summary>Lines for a person: with colour on a terminal, plain and never wrapped when the output goes elsewhere.</summary>
internal sealed class Terminal
{
    private readonly Lock _gate = new();

    // A stream of its own: while a cell runs, Console.Out is the cell's.
    private readonly TextWriter _out = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };

    private readonly IAnsiConsole? _colours;

    public Terminal()
    {
        if (!Console.IsOutputRedirected)
        {
            _colours = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_out) });
        }
    }

    /// <summary>Writes a line.</summary>
    /// <param name="text">The line.</param>
    /// <param name="colour">A colour by its Spectre.Console name, such as <c>green</c>.</param>
    public void WriteLine(string text, string colour = "default")
    {
        lock (_gate)
        {
            if (_colours is null)
            {
                _out.WriteLine(text);
            }
            else
            {
                _colours.MarkupLine($"[{colour}]{Markup.Escape(text)}[/]");
            }
        }
    }
}
