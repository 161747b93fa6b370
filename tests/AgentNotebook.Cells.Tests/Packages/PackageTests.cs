using System.Net;
using System.Net.Sockets;
using AgentNotebook.Cells.Packages;
using AgentNotebook.Cells.Tests.Libraries;

namespace AgentNotebook.Cells.Tests.Packages;

/// <summary>Real restores, from folders: each takes the SDK a few seconds.</summary>
public class PackageTests
{
    [Fact]
    public async Task packages_are_found_where_the_notebooks_own_configuration_says_and_bring_what_they_need()
    {
        await using var notebook = new Notebook();
        var (one, two) = (SmallLibrary.FreshName(), SmallLibrary.FreshName());
        var feed = Feed(notebook);
        feed.Add(two, "2.0.0");
        feed.Add(one, "1.0.0", needs: (two, "2.0.0"));
        feed.Add(one, "1.5.0", needs: (two, "2.0.0"));
        feed.Add(one, "2.0.0-preview.1", needs: (two, "2.0.0"));
        Assert.Equal("1.5.0 2.0.0", await notebook.Value($"var before = 1;\n#r \"nuget: {one}, 1.*\"\n{one}.Value + \" \" + {two}.Value"));
        Assert.Equal($"display:Restoring {one} 1.* …", notebook.Output.Calls[0]);
        Assert.Matches($@"^update:Restored {one} 1\.5\.0 \(2 packages, \d+\.\d s\)$", notebook.Output.Calls[1]);

        // All of it is there: nothing is looked for again.
        Assert.Equal("1.5.0", await notebook.Value($"#r \"nuget: {one}, 1.*\"\n#r \"nuget: {two}, 2.0.0\"\n#r \"nuget: {one.ToUpperInvariant()}\"\n{one}.Value"));
        Assert.Equal(["result[2]:1.5.0"], notebook.Output.Calls);

        var error = await notebook.Error($"1\n#r \"nuget: {one}, 1.0.0\"");
        Assert.Equal((2, 5), (error.Line, error.Column));
        Assert.Equal($"{one} 1.5.0 is loaded already, and version 1.0.0 cannot take its place. Restart the kernel and run this cell first.", error.Message);
    }

    [Fact]
    public async Task what_comes_later_goes_with_what_is_loaded_or_is_refused()
    {
        await using var notebook = new Notebook();
        var (one, two, three) = (SmallLibrary.FreshName(), SmallLibrary.FreshName(), SmallLibrary.FreshName());
        var feed = Feed(notebook);
        feed.Add(one, "1.0.0");
        feed.Add(one, "1.1.0");
        feed.Add(two, "1.0.0", needs: (one, "1.0.0"));
        feed.Add(three, "1.0.0", needs: (one, "1.1.0"));
        Assert.Equal("1.0.0", await notebook.Value($"#r \"nuget: {one}, 1.0.0\"\n{one}.Value"));
        Assert.Equal("1.0.0 1.0.0", await notebook.Value($"#r \"nuget: {two}\"\n{one}.Value + \" \" + {two}.Value"));
        var error = await notebook.Error($"#r \"nuget: {three}\"");
        Assert.Contains(one, error.Message);
        Assert.Equal("1.0.0", await notebook.Value($"{one}.Value"));
    }

    [Fact]
    public async Task a_folder_is_a_source_and_the_newest_preview_can_be_asked_for()
    {
        await using var notebook = new Notebook();
        var name = SmallLibrary.FreshName();
        Feed(notebook);
        var other = new PackageFeed(Path.Combine(notebook.Folder, "other feed"));
        other.Add(name, "1.0.0");
        other.Add(name, "2.0.0-preview.3");
        Assert.Equal("2.0.0-preview.3", await notebook.Value($"#i \"nuget: other feed\"\n#r \"nuget:{name},*-*\"\n{name}.Value"));
    }

    [Fact]
    public async Task a_package_or_version_that_is_not_there_is_told_by_name_with_the_way_out_and_its_line()
    {
        await using var notebook = new Notebook();
        var (known, unknown) = (SmallLibrary.FreshName(), SmallLibrary.FreshName());
        Feed(notebook).Add(known, "1.0.0");
        var error = await notebook.Error($"#r \"nuget: {known}, 1.0.0\"\n#r \"nuget: {unknown}\"\n1");
        Assert.Equal((CellError.Magic, 2), (error.Name, error.Line));
        Assert.StartsWith("NU1101", error.Message);
        Assert.Contains($"{unknown}", error.Message);
        Assert.Contains("NuGet.config beside the notebook", error.Message);
        Assert.DoesNotContain("packages.csproj", string.Join('\n', error.Traceback));
        Assert.EndsWith(" failed", notebook.Output.Calls[^1]);

        error = await notebook.Error($"#r \"nuget: {known}, 3.0.0\"");
        Assert.StartsWith("NU110", error.Message);
        Assert.Contains("1.*", error.Message);
        Assert.Equal("1.0.0", await notebook.Value($"#r \"nuget: {known}\"\n{known}.Value"));
    }

    [Fact]
    public async Task a_source_that_never_answers_is_interrupted_and_its_process_ends()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var notebook = new Notebook();
        notebook.Write("NuGet.config", Configuration($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/index.json"));
        using var stop = new CancellationTokenSource();
        var running = notebook.Run("#r \"nuget: Anything\"", stop.Token);
        using var asking = await silent.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await stop.CancelAsync();
        Assert.True((await running).Interrupted);
        Assert.Equal("update:Restoring Anything was interrupted", notebook.Output.Calls[^1]);

        // The connection of a process that is gone is closed.
        var buffer = new byte[4096];
        try
        {
            while (await asking.GetStream().ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromMinutes(1)) > 0)
            {
            }
        }
        catch (IOException)
        {
        }

        Assert.Equal("2", await notebook.Value("1 + 1"));
    }

    [Fact]
    public async Task a_restore_that_takes_too_long_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var notebook = new Notebook(new CellEngineOptions { MaxRestoreTime = TimeSpan.FromMilliseconds(100) });
        notebook.Write("NuGet.config", Configuration($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/index.json"));
        Assert.Contains("was given up", (await notebook.Error("#r \"nuget: Anything\"")).Message);
    }

    [FeedFact]
    public async Task packages_of_the_public_gallery_are_restored_together()
    {
        await using var notebook = new Notebook();
        Assert.Equal(
            "7 [1,2]",
            await notebook.Value("#r \"nuget: MathNet.Numerics, 5.0.0\"\n#r \"nuget: Newtonsoft.Json, 13.0.1\"\nusing MathNet.Numerics.LinearAlgebra;\nusing Newtonsoft.Json;\nMatrix<double>.Build.DenseIdentity(7).Trace() + \" \" + JsonConvert.SerializeObject(new[] { 1, 2 })"));
        Assert.Matches(@"^update:Restored MathNet\.Numerics 5\.0\.0, Newtonsoft\.Json 13\.0\.1 \(2 packages, ", notebook.Output.Calls[1]);
    }

    [Fact]
    public async Task what_was_loaded_is_noted_with_its_hash_and_is_found_again_with_the_same()
    {
        await using var notebook = new Notebook();
        var (one, two) = (SmallLibrary.FreshName(), SmallLibrary.FreshName());
        var feed = Feed(notebook);
        feed.Add(two, "2.0.0");
        feed.Add(one, "1.0.0", needs: (two, "2.0.0"));
        await notebook.Value($"#r \"nuget: {one}, 1.0.0\"\n{one}.Value");
        var used = notebook.Engine.Services.Provenance.Packages;
        Assert.Equal(new[] { one, two }.Order(), used.Select(package => package.Id).Order());
        Assert.All(used, package => Assert.Equal(64, Convert.FromBase64String(package.Sha512).Length));

        var again = await PackageResolution.FindAsync([.. used.Select(package => (package.Id, package.Version))], notebook.Folder);
        Assert.All(used, package => Assert.Equal(package.Sha512, again.Hashes[package.Id]));
        var missing = await PackageResolution.FindAsync([(one, "9.0.0")], notebook.Folder);
        Assert.Equal(one, missing.Blamed);
        Assert.NotNull(missing.Problem);
    }

    private static PackageFeed Feed(Notebook notebook)
    {
        var feed = new PackageFeed(Path.Combine(notebook.Folder, "feed"));
        Directory.CreateDirectory(feed.Folder);
        notebook.Write("NuGet.config", Configuration("feed"));
        return feed;
    }

    private static string Configuration(string source) =>
        $"<configuration><config><add key=\"globalPackagesFolder\" value=\"packages\" /></config><packageSources><clear /><add key=\"only\" value=\"{source}\" allowInsecureConnections=\"true\" /></packageSources></configuration>";
}
