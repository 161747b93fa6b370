using System.Text;
using Plotly.NET;

namespace AgentNotebook.PlotlyNet;

/// <summary>The plotly.js inside Plotly.NET, its licence in its first lines.</summary>
internal static class PlotlyScript
{
    private const string Beginning = "Plotly.NET.plotly-";
    private const string Ending = ".min.js";

    private static readonly Lazy<string> _wrapped = new(Wrap);

    /// <summary>A script that puts <c>Plotly</c> on the page, unless it is there.</summary>
    /// <remarks>
    /// On pages with a loader of modules, as the classic notebook is one, plotly.js would hand itself to the loader and be found by nobody. So it is run where
    /// the names it looks for the loader by mean nothing.
    /// </remarks>
    internal static string Wrapped => _wrapped.Value;

    private static string Wrap()
    {
        var assembly = typeof(GenericChart).Assembly;
        var name = Array.Find(assembly.GetManifestResourceNames(), name => name.StartsWith(Beginning, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} {assembly.GetName().Version} holds no plotly.js.");
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        var script = reader.ReadToEnd().Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase).Replace("<!--", "<\\!--", StringComparison.Ordinal);
        return $"if (!window.Plotly) {{ (function (define, exports, module) {{\n{script}\n}}).call(window); }}";
    }
}
