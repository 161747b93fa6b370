"""Jupyter's own conformance suite (jupyter_kernel_test): every test has what it needs, so none is skipped."""
import unittest

import jupyter_kernel_test


class AgentNotebookKernel(jupyter_kernel_test.KernelTests):
    kernel_name = "agentnb"
    language_name = "C#"
    file_extension = ".cs"
    code_hello_world = 'Console.WriteLine("hello, world")'
    code_stderr = 'Console.Error.WriteLine("oh no")'
    completion_samples = [
        {"text": "Math.Sq", "matches": {"Sqrt"}},
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": "#!lsm", "matches": {"#!lsmagic"}},
    ]
    complete_code_samples = ["1+1", "var x = 1;", "class A { }", "for (var i = 0; i < 3; i++) { }", "#!lsmagic"]
    incomplete_code_samples = ["class A {", "for (var i = 0; i < 3; i++) {", "Math.Max(1,", "/* never", 'var s = """']
    invalid_code_samples = ["1 +* 2)", "class class { }", "} {"]
    code_page_something = "Console.WriteLine?"
    code_generate_error = 'throw new InvalidOperationException("on purpose");'
    code_execute_result = [
        {"code": "6*7", "result": "42"},
        {"code": "1+2+3", "result": "6"},
        {"code": '"text".Length', "result": "4"},
    ]
    code_display_data = [
        {"code": 'display("<b>bold</b>", "text/html")', "mime": "text/html"},
        {"code": 'display("<svg xmlns=\\"http://www.w3.org/2000/svg\\"/>", "image/svg+xml")', "mime": "image/svg+xml"},
    ]
    code_history_pattern = "1?2*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Console.WriteLine"
    code_clear_output = "ClearOutput()"


if __name__ == "__main__":
    unittest.main(verbosity=2)
