using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AgentNotebook.Display;
using Plotly.NET;

namespace AgentNotebook.PlotlyNet.Tests;

/// <summary>Charts in a real browser whose every way to a network ends here: they are drawn, and nothing is asked for.</summary>
public sealed class BrowserTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("agentnb-plotly-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [BrowserFact]
    public async Task a_page_of_a_memory_curve_is_drawn()
    {
        var (drawn, asked) = await OpenAsync(Samples.Curve(500, devices: 2).ToPlotly().ToHtmlPage("Memory"));
        AssertDrawn(drawn, "js-line", 4);
        Assert.Contains("Memory of the test", drawn, StringComparison.Ordinal);
        Assert.Contains("cell 1", drawn, StringComparison.Ordinal);
        Assert.Equal([], asked);
    }

    [BrowserFact]
    public async Task a_page_of_a_run_is_drawn()
    {
        var (drawn, asked) = await OpenAsync(Samples.RepairedRun().ToPlotly().ToHtmlPage("Run"));
        // Every stay is a bar; the last one has no length and is a mark.
        AssertDrawn(drawn, "class=\"point\"", 8);
        Assert.Contains("Reflecting", drawn, StringComparison.Ordinal);
        Assert.Equal([], asked);
    }

    [BrowserFact]
    public async Task outputs_of_a_notebook_are_drawn_side_by_side_with_the_library_once_and_beside_a_loader_of_modules()
    {
        var first = Samples.Curve(50).ToPlotly().ToMimeBundle().Data[MimeBundle.Html];
        var second = Samples.Curve(50).ToPlotly().ToMimeBundle(withLibrary: false).Data[MimeBundle.Html];
        var (drawn, asked) = await OpenAsync($"<!DOCTYPE html><body><script>window.define = function () {{ }}; window.define.amd = {{}};</script>{first}{second}</body>");
        AssertDrawn(drawn, "js-line", 4);
        Assert.Equal([], asked);
    }

    [BrowserFact]
    public async Task a_chart_without_the_library_says_what_is_missing()
    {
        var (drawn, _) = await OpenAsync($"<!DOCTYPE html><body>{Samples.Curve(50).ToPlotly().ToMimeBundle(withLibrary: false).Data[MimeBundle.Html]}</body>");
        Assert.Contains("plotly.js is not on this page", drawn, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task what_a_model_wrote_harms_nobody()
    {
        var chart = Samples.Curve(50, mark: "</script><img src=x onerror=\"document.title='harmed'\"><a href='javascript:1'>link</a>").ToPlotly();
        var (drawn, asked) = await OpenAsync(chart.ToHtmlPage("Safe"));
        AssertDrawn(drawn, "js-line", 2);
        Assert.Contains("<title>Safe</title>", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=\"x\"", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", drawn.Split("<svg").Skip(1).LastOrDefault() ?? "", StringComparison.Ordinal);
        Assert.Equal([], asked);
    }

    // What the tests above would see if a chart did ask: Plotly.NET's own page.
    [BrowserFact]
    public async Task a_page_as_Plotly_NET_writes_it_asks_a_server_and_stays_empty()
    {
        var (drawn, asked) = await OpenAsync(GenericChart.toEmbeddedHTML(GenericChart.ofTraceObject(true, new Plotly.NET.Trace("scatter").With(("x", new[] { 1, 2 }), ("y", new[] { 1, 2 })))));
        Assert.DoesNotContain("js-line", drawn, StringComparison.Ordinal);
        Assert.NotEmpty(asked);
    }

    private static void AssertDrawn(string page, string what, int least)
    {
        var body = page[page.IndexOf("<body", StringComparison.Ordinal)..];
        var pictures = string.Concat(body.Split("<svg class=\"main-svg\"").Skip(1).Select(part => part[..(part.IndexOf("</svg>", StringComparison.Ordinal) is >= 0 and var end ? end : part.Length)]));
        var count = pictures.Split(what).Length - 1;
        Assert.True(count >= least, $"{count} of {what} where {least} should be, in {pictures.Length:N0} characters of pictures");
    }

    // Opens a page as a file and gives what has become of it, and the first line of whatever it asked of a network.
    private async Task<(string Page, IReadOnlyList<string> Asked)> OpenAsync(string html)
    {
        var file = Path.Combine(_folder, "page.html");
        await File.WriteAllTextAsync(file, html);
        using var network = new TcpListener(IPAddress.Loopback, 0);
        network.Start();
        var asked = new List<string>();
        using var over = new CancellationTokenSource();
        var listening = ListenAsync(network, asked, over.Token);
        var start = new ProcessStartInfo(
            BrowserFactAttribute.Path,
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
                $"--user-data-dir={Path.Combine(_folder, "profile")}", $"--proxy-server=http://127.0.0.1:{((IPEndPoint)network.LocalEndpoint).Port}", "--proxy-bypass-list=<-loopback>",
                "--virtual-time-budget=20000", "--window-size=1000,900", "--dump-dom", new Uri(file).AbsoluteUri,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var browser = Process.Start(start)!;
        var errors = browser.StandardError.ReadToEndAsync();
        var page = await browser.StandardOutput.ReadToEndAsync();
        await browser.WaitForExitAsync();
        await over.CancelAsync();
        await listening;
        Assert.True(browser.ExitCode == 0 && page.Contains("<body", StringComparison.Ordinal), $"exit code {browser.ExitCode}: {await errors}");
        return (page, asked);
    }

    private static async Task ListenAsync(TcpListener network, List<string> asked, CancellationToken over)
    {
        try
        {
            while (true)
            {
                using var client = await network.AcceptTcpClientAsync(over);
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
                var line = await reader.ReadLineAsync(over) ?? "";
                // The browser's own errands are not the page's.
                if (!line.Contains("google", StringComparison.Ordinal) && !line.Contains("gvt1", StringComparison.Ordinal) && line.Length > 0)
                {
                    asked.Add(line);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The browser has ended.
        }
    }
}
