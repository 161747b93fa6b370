using System.ComponentModel;
using System.Net.Sockets;
using System.Reflection;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker.Tests;

/// <summary>The tests' own assembly, loaded once more as a guest's, throws; the description must find what it called.</summary>
public class FrameworkCallTests
{
    private static readonly GuestAssemblies _assemblies = new([]);

    [Theory]
    [InlineData(nameof(Callers.Reads), "System.IO.File.ReadAllText")]
    [InlineData(nameof(Callers.ReadsInALambda), "System.IO.File.ReadAllText")]
    [InlineData(nameof(Callers.ThrowsItself), "")]
    [InlineData(nameof(Callers.Measures), "System.IO.FileInfo.Length")]
    [InlineData(nameof(Callers.Connects), "System.Net.Sockets.Socket.Connect")]
    public void the_outermost_method_of_the_framework_is_told(string method, string call) => Assert.Equal(call, Describe(method).Call);

    [Fact]
    public void an_await_does_not_hide_the_call() =>
        Assert.Equal("System.IO.File.ReadAllTextAsync", Describe(nameof(Callers.ReadsAsync)).Call);

    [Fact]
    public void a_task_that_is_waited_for_leaves_the_call_with_the_cause()
    {
        var described = Describe(nameof(Callers.WaitsForATask));

        Assert.Equal(("System.AggregateException", ""), (described.Type, described.Call));
        Assert.Equal("System.IO.File.ReadAllText", described.Inner!.Call);
    }

    [Fact]
    public void the_code_is_the_operating_systems_where_it_has_one()
    {
        Assert.Equal(13, ExceptionDescription.Of(new Win32Exception(13), _assemblies).Code);
        Assert.Equal(13, ExceptionDescription.Of(new SocketException((int)SocketError.AccessDenied), _assemblies).Code);
        Assert.Equal(unchecked((int)0x80070005), ExceptionDescription.Of(new UnauthorizedAccessException(), _assemblies).Code);
    }

    private static ExceptionMessage Describe(string method)
    {
        var image = File.ReadAllBytes(typeof(Callers).Assembly.Location);
        var guest = new GuestAssemblies([]);
        var type = guest.Load(new SubmissionMessage(image, default, "", "")).GetType(typeof(Callers).FullName!)!;
        var thrown = Assert.Throws<TargetInvocationException>(() => type.GetMethod(method)!.Invoke(null, null));
        return ExceptionDescription.Of(thrown.InnerException!, guest);
    }
}
