using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentNotebook.Display;
using Plotly.NET;

namespace AgentNotebook.PlotlyNet;

/// <summary>Charts as markup that loads nothing.</summary>
internal static class PlotlyMarkup
{
    private const string PlotlyMime = "application/vnd.plotly.v1+json";
    private const int KeyBytes = 8;

    internal static MimeBundle Bundle(GenericChart chart, bool withLibrary)
    {
        var figure = Figure(chart);
        return new MimeBundle(new Dictionary<string, string>
        {
            [MimeBundle.Html] = Fragment(figure, withLibrary),
            [PlotlyMime] = figure,
            [MimeBundle.Text] = InWords(figure),
        });
    }

    internal static string Page(GenericChart chart, string title)
    {
        // Its own script and style, pictures it makes itself, and nothing from anywhere.
        const string Policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:";
        return $"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n<title>{WebUtility.HtmlEncode(title)}</title>\n</head>\n<body>\n{Fragment(Figure(chart), withLibrary: true)}\n</body>\n</html>\n";
    }

    // Two charts of the same data have the same key: a place that was drawn on is no place for the second.
    private static string Fragment(string figure, bool withLibrary)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(figure)).AsSpan(0, KeyBytes));
        var library = withLibrary ? PlotlyScript.Wrapped : "if (!window.Plotly) { document.querySelector('[data-plotly=\"" + key + "\"]').textContent = 'plotly.js is not on this page: show a chart with it first.'; }";
        return $$"""
            <div data-plotly="{{key}}" style="width:100%"></div>
            <script>
            {{library}}
            (function () {
              var place = document.currentScript && document.currentScript.previousElementSibling;
              if (!place || place.dataset.plotly !== '{{key}}') place = document.querySelector('[data-plotly="{{key}}"]:empty');
              var figure = {{figure}};
              if (place && window.Plotly) window.Plotly.newPlot(place, figure.data, figure.layout, Object.assign({ responsive: true, displaylogo: false }, figure.config));
            })();
            </script>
            """;
    }

    // Of what Plotly.NET writes, what belongs to the figure; with every < as an escape, so that nothing in it ends the script.
    private static string Figure(GenericChart chart)
    {
        var written = JsonNode.Parse(GenericChart.toFigureJson(chart))!.AsObject();
        var figure = new JsonObject();
        foreach (var part in (string[])["data", "layout", "config", "frames"])
        {
            if (written[part] is { } value)
            {
                figure[part] = value.DeepClone();
            }
        }

        return figure.ToJsonString(new JsonSerializerOptions());
    }

    private static string InWords(string figure)
    {
        var parsed = JsonNode.Parse(figure)!;
        var title = parsed["layout"]?["title"] is JsonObject heading ? heading["text"]?.ToString() : parsed["layout"]?["title"]?.ToString();
        var traces = parsed["data"]!.AsArray();
        var points = traces.Sum(trace => trace?["x"] is JsonArray x ? x.Count : 0);
        return string.Create(CultureInfo.InvariantCulture, $"Chart{(string.IsNullOrEmpty(title) ? "" : $" \"{WebUtility.HtmlDecode(title)}\"")}: {traces.Count:N0} traces, {points:N0} points. It is drawn where HTML is shown.");
    }
}
