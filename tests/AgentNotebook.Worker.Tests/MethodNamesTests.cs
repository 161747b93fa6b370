namespace AgentNotebook.Worker.Tests;

public class MethodNamesTests
{
    [Fact]
    public void a_lambda_is_told_with_the_method_it_stands_in()
    {
        Func<int> lambda = () => 1;

        Assert.Equal("AgentNotebook.Worker.Tests.MethodNamesTests.lambda in a_lambda_is_told_with_the_method_it_stands_in", MethodNames.Readable(lambda.Method));
    }

    [Fact]
    public void a_local_function_is_told_with_the_method_around_it()
    {
        static int Inner() => 1;
        Func<int> inner = Inner;

        Assert.EndsWith("a_local_function_is_told_with_the_method_around_it.Inner", MethodNames.Readable(inner.Method), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Submission#0", "")]
    [InlineData("Submission#12.Box", "Box")]
    [InlineData("System.Exception", "System.Exception")]
    public void the_class_around_a_submission_is_not_told(string name, string told) => Assert.Equal(told, MethodNames.WithoutSubmission(name));
}
