using AgentNotebook.Clients.Support;

namespace AgentNotebook.Clients;

/// <summary>The classic notebook in a browser, as a person sees it. What was seen is kept as pictures below artifacts/screenshots.</summary>
public class ClassicTests(ClassicTests.Server server) : IClassFixture<ClassicTests.Server>
{
    [NodeFact("notebook", browser: true)]
    public Task a_person_runs_a_notebook_answers_its_questions_saves_it_and_finds_its_pictures_again() => PassesAsync("tour");

    [NodeFact("notebook", browser: true)]
    public Task a_person_who_types_is_helped_and_stops_what_does_not_end() => PassesAsync("typing");

    private async Task PassesAsync(string script)
    {
        var running = await server.Running;
        // A folder for each: kernels of one folder that do not know their notebook's name would share a session.
        var folder = Directory.CreateDirectory(Path.Combine(running.Work, script)).FullName;
        File.Copy(Repository.File("Notebooks", "tour.ipynb"), Path.Combine(folder, "tour.ipynb"));
        File.Copy(Path.Combine(Repository.Root, "src", "AgentNotebook.Kernel", "Specs", "logo-64x64.png"), Path.Combine(folder, "picture.png"));

        var result = await running.RunClientAsync($"classic/{script}", TimeSpan.FromMinutes(4), Repository.Screenshots);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.DoesNotContain("FAILED", result.Output);
    }

    /// <summary>The server.</summary>
    public sealed class Server() : SharedServer(JupyterServer.StartClassicAsync);
}
