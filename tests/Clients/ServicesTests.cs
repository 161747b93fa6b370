using AgentNotebook.Clients.Support;

namespace AgentNotebook.Clients;

/// <summary>JupyterLab's own client library, in Node, against a Jupyter server.</summary>
public class ServicesTests(ServicesTests.Server server) : IClassFixture<ServicesTests.Server>
{
    [NodeFact("jupyter_server")]
    public Task cells_print_return_fail_and_change_what_they_showed() => PassesAsync("execution");

    [NodeFact("jupyter_server")]
    public Task typing_is_helped_with_completions_inspections_and_history() => PassesAsync("typing");

    [NodeFact("jupyter_server")]
    public Task an_interrupt_stops_an_endless_loop_and_the_variables_stay() => PassesAsync("interrupt");

    [NodeFact("jupyter_server")]
    public Task a_cell_asks_and_the_person_answers() => PassesAsync("input");

    [NodeFact("jupyter_server")]
    public Task comms_are_opened_from_both_sides_and_carry_messages_both_ways() => PassesAsync("comms");

    [NodeFact("jupyter_server")]
    public Task a_restarted_kernel_begins_anew_and_a_shut_down_one_is_gone() => PassesAsync("restart");

    private async Task PassesAsync(string script)
    {
        var running = await server.Running;
        var result = await running.RunClientAsync($"services/{script}", TimeSpan.FromMinutes(3));
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    /// <summary>The server.</summary>
    public sealed class Server() : SharedServer(JupyterServer.StartAsync);
}
