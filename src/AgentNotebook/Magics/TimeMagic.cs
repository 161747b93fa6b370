using System.Globalization;
using AgentNotebook.Display;

namespace AgentNotebook.Magics;

/// <summary><c>#!time</c>: measures the rest of the cell.</summary>
internal static class TimeMagic
{
    public static MagicDeclaration Declaration { get; } = new(
        "#!time",
        "Shows how long the rest of the cell takes.",
        [],
        (invocation, _) =>
        {
            var (notebook, time) = (invocation.Notebook, invocation.Notebook.Services.Time);
            var start = time.GetTimestamp();
            notebook.AtEnd(() => notebook.Display(MimeBundle.FromText($"Wall time: {InWords(time.GetElapsedTime(start))}")));
            return Task.CompletedTask;
        });

    private static string InWords(TimeSpan time) =>
        time < TimeSpan.FromSeconds(1) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.###} ms")
        : time < TimeSpan.FromMinutes(2) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.##} min");
}
