using AgentNotebook.Tool.Commands;

namespace AgentNotebook.Tool.Tests;

public class KernelCommandTests
{
    [Theory]
    [InlineData("tour.ipynb", "tour")]
    [InlineData("/home/ada/lessons/01-quickstart.ipynb", "01-quickstart")]
    public void the_session_of_a_kernel_has_the_name_of_the_notebook_the_server_tells(string told, string expected) =>
        Assert.Equal(expected, KernelCommand.SessionName(told));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/home/ada/lessons/")]
    [InlineData("fa91e6a8-4fd2-4cb5-8b1b-f008eb1c608e")]
    [InlineData("/home/ada/lessons/fa91e6a8-4fd2-4cb5-8b1b-f008eb1c608e")]
    public void a_front_end_that_does_not_tell_the_notebook_gets_a_session_that_is_found_again(string? told) =>
        Assert.Equal("notebook", KernelCommand.SessionName(told));
}
