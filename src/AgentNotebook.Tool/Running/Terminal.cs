using Spectre.Console;

namespace AgentNotebook.Tool.Running;

/// <summary>Lines for a person: with colour on a terminal, plain and never wrapped when the output goes elsewhere.</summary>
internal sealed class Terminal
{
    private readonly Lock _gate = new();
    private readonly bool _plain = Console.IsOutputRedirected;

    /// <summary>Writes a line.</summary>
    /// <param name="text">The line.</param>
    /// <param name="colour">A colour by its Spectre.Console name, such as <c>green</c>.</param>
    public void WriteLine(string text, string colour = "default")
    {
        lock (_gate)
        {
            if (_plain)
            {
                Console.Out.WriteLine(text);
            }
            else
            {
                AnsiConsole.MarkupLine($"[{colour}]{Markup.Escape(text)}[/]");
            }
        }
    }
}
