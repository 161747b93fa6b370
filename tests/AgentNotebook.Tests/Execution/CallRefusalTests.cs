using AgentNotebook.Execution;
using AgentNotebook.Execution.Frames;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Tests.Execution;

public class CallRefusalTests
{
    private const int AccessDenied = unchecked((int)0x80070005);
    private const int NotFound = unchecked((int)0x80070002);

    [Theory]
    [InlineData("System.UnauthorizedAccessException", AccessDenied, "System.IO.File.ReadAllText", "--input NAME=FILE")]
    [InlineData("System.IO.IOException", 1, "System.IO.Directory.CreateDirectory", "Artifacts.Save")]
    [InlineData("System.IO.IOException", 13, "System.IO.File.Move", "Artifacts.Save")]
    [InlineData("System.IO.IOException", 30, "System.IO.File.WriteAllText", "Artifacts.Save")]
    [InlineData("System.IO.FileNotFoundException", NotFound, "System.IO.File.Move", "--input NAME=FILE")]
    [InlineData("System.IO.DirectoryNotFoundException", 0, "System.IO.Directory.GetFiles", "--input NAME=FILE")]
    [InlineData("System.Net.Sockets.SocketException", 13, "System.Net.Sockets.Socket.Connect", "no network")]
    [InlineData("System.Net.Sockets.SocketException", 11, "System.Net.Dns.GetHostEntry", "no network")]
    [InlineData("System.Net.NetworkInformation.NetworkInformationException", 1, "System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces", "no network")]
    [InlineData("System.ComponentModel.Win32Exception", 2, "System.Diagnostics.Process.Start", "no other program")]
    [InlineData("System.ComponentModel.Win32Exception", 1, "System.Threading.Thread.Start", "may not do this")]
    [InlineData("System.DllNotFoundException", 0, "System.Runtime.InteropServices.NativeLibrary.Load", "--reference FILE")]
    [InlineData("System.IO.FileLoadException", AccessDenied, "System.Reflection.Assembly.LoadFrom", "--reference FILE")]
    public void an_error_by_which_the_sandbox_is_felt_is_a_refusal_that_tells_the_way(string type, int code, string call, string way)
    {
        var failure = new ExceptionMessage(type, "why\nit failed", [("top level", 3)], null) { Code = code, Call = call };

        var refusal = CallRefusal.Of(failure, SandboxLevel.Isolated, SandboxProfile.Compute)!;

        Assert.Equal(call, refusal.Call);
        Assert.StartsWith($"The sandbox refused {call} at line 3 (why it failed). At level isolated, profile compute, a guest ", refusal.Reason, StringComparison.Ordinal);
        Assert.Contains(way, refusal.Reason, StringComparison.Ordinal);
        Assert.Null(CallRefusal.Of(failure, SandboxLevel.None, SandboxProfile.Compute));
    }

    [Theory]
    [InlineData("System.UnauthorizedAccessException", AccessDenied, "")]
    [InlineData("System.IO.IOException", 28, "System.IO.File.WriteAllText")]
    [InlineData("System.IO.IOException", unchecked((int)0x80131620), "System.IO.StreamReader.ReadLine")]
    [InlineData("System.ComponentModel.Win32Exception", 12, "System.Threading.Thread.Start")]
    [InlineData("System.IO.FileNotFoundException", NotFound, "System.Reflection.Assembly.Load")]
    [InlineData("System.FormatException", AccessDenied, "System.Int32.Parse")]
    [InlineData("Own.UnauthorizedAccessException", AccessDenied, "System.IO.File.ReadAllText")]
    public void an_error_that_means_something_else_is_none(string type, int code, string call) =>
        Assert.Null(CallRefusal.Of(new ExceptionMessage(type, "", [("top level", 1)], null) { Code = code, Call = call }, SandboxLevel.Filtered, SandboxProfile.Compute));

    [Fact]
    public void a_file_that_is_not_there_is_only_the_sandboxs_doing_where_no_path_can_be_opened()
    {
        var failure = new ExceptionMessage("System.IO.FileNotFoundException", "", [("top level", 1)], null) { Call = "System.IO.File.ReadAllText" };

        Assert.NotNull(CallRefusal.Of(failure, SandboxLevel.Confined, SandboxProfile.Compute));
        Assert.Null(CallRefusal.Of(failure, SandboxLevel.Confined, SandboxProfile.Files));
    }

    [Fact]
    public void an_error_told_in_words_alone_counts() =>
        Assert.EndsWith(
            "a guest may not do this.",
            CallRefusal.Of(new ExceptionMessage("System.IO.IOException", "failed: stat(\"/tmp/\", ...) == -1; errno == EPERM;", [], null) { Call = "new System.Threading.Mutex" }, SandboxLevel.Filtered, SandboxProfile.Compute)!.Reason,
            StringComparison.Ordinal);

    [Fact]
    public void in_profile_files_the_way_is_a_folder() =>
        Assert.Contains(
            "--reads DIR",
            CallRefusal.Of(new ExceptionMessage("System.UnauthorizedAccessException", "", [], null) { Call = "System.IO.File.OpenRead" }, SandboxLevel.Confined, SandboxProfile.Files)!.Reason,
            StringComparison.Ordinal);

    [Fact]
    public void a_cause_inside_a_wrapper_counts_with_the_call_the_guest_made()
    {
        var cause = new ExceptionMessage("System.Net.Sockets.SocketException", "denied", [], null) { Code = 13, Call = "System.Net.Sockets.Socket.ConnectAsync" };
        var request = new ExceptionMessage("System.Net.Http.HttpRequestException", "denied", [("Fetch", 7)], cause) { Call = "System.Net.Http.HttpClient.GetStringAsyncCore" };
        var task = new ExceptionMessage("System.AggregateException", "one", [("top level", 9)], request);

        var refusal = CallRefusal.Of(task, SandboxLevel.Isolated, SandboxProfile.Compute)!;

        Assert.Equal("System.Net.Http.HttpClient.GetStringAsyncCore", refusal.Call);
        Assert.Contains("at line 9 (denied)", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void a_type_initializer_that_was_refused_counts()
    {
        var cause = new ExceptionMessage("System.UnauthorizedAccessException", "", [], null) { Call = "System.IO.File.ReadAllBytes" };

        Assert.Equal("System.IO.File.ReadAllBytes", CallRefusal.Of(new ExceptionMessage("System.TypeInitializationException", "", [("top level", 1)], cause), SandboxLevel.Filtered, SandboxProfile.Compute)!.Call);
    }
}
