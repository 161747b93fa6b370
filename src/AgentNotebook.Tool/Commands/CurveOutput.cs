using System.CommandLine;
using AgentNotebook.Display.Curves;
using AgentNotebook.Gpu;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Commands;

/// <summary>The options of commands that give a memory curve, and what they do.</summary>
internal sealed class CurveOutput
{
    private readonly Option<bool> _json = new("--json") { Description = "Prints the curve as one JSON document." };

    private readonly Option<bool> _csv = new("--csv") { Description = "Prints the curve as comma-separated values." };

    private readonly Option<string?> _svg = new("--svg") { Description = "Draws the curve into a file.", HelpName = "FILE" };

    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Lets --svg replace a file." };

    public IReadOnlyList<Option> Options => [_json, _csv, _svg, _overwrite];

    /// <summary>Whether standard output is a program's.</summary>
    public bool IsForProgram(ParseResult parsed) => parsed.GetValue(_json) || parsed.GetValue(_csv);

    /// <summary>Says before long work that it would not do.</summary>
    /// <exception cref="UsageException">The options contradict each other.</exception>
    public void Check(ParseResult parsed)
    {
        if (parsed.GetValue(_json) && parsed.GetValue(_csv))
        {
            throw new UsageException("--json and --csv are two forms of the same: give one of them.");
        }

        if (parsed.GetValue(_overwrite) && parsed.GetValue(_svg) is null)
        {
            throw new UsageException("--overwrite goes with --svg FILE.");
        }

        if (parsed.GetValue(_svg) is { } file)
        {
            WholeFile.Check(file, parsed.GetValue(_overwrite));
        }
    }

    /// <summary>Gives the curve.</summary>
    public void Write(ParseResult parsed, MemoryCurve curve)
    {
        if (parsed.GetValue(_svg) is { } file)
        {
            WholeFile.Write(file, MemoryCurveView.Svg(curve), parsed.GetValue(_overwrite));
            Console.Error.WriteLine($"agentnb: drew the curve into {file}.");
        }

        if (parsed.GetValue(_csv))
        {
            Console.Out.Write(MemoryCurveView.ToCsv(curve));
        }
        else
        {
            Console.Out.WriteLine(parsed.GetValue(_json) ? MemoryCurveView.ToJson(curve) : MemoryCurveView.ToText(curve));
        }
    }
}
